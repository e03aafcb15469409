// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Persons;
using OnceOnly.Pilot.Registries;

namespace OnceOnly.Registries.Tests.Catalogue;

/// <summary>What the pilot's declaration offers.</summary>
public sealed class CatalogueTests : IAsyncLifetime
{
    private readonly RegistryAdapter adapter = new(new ConfigurationBuilder().AddJsonFile(PilotRegistries.ConfigurationFile).Build());

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await adapter.DisposeAsync();

    [Theory]
    [InlineData("T3", null, "birth-certificate residence-record tax-certificate")]
    [InlineData("X1", null, "company-extract")]
    [InlineData("R1", null, "")]
    [InlineData("T3", "proof-of-birth", "birth-certificate")]
    [InlineData("U3", "proof-of-residence", "residence-record")]
    [InlineData("U3", "proof-of-birth", "")]
    [InlineData("T3", "proof-of-nothing", "")]
    public async Task By_procedure_and_requirement(string procedure, string? requirement, string evidenceTypes)
    {
        var offers = await adapter.Catalogue.FindAsync(new EvidenceQuery(procedure, requirement), CancellationToken.None);

        string.Join(' ', offers.Select(offer => offer.EvidenceType).Order(StringComparer.Ordinal)).ShouldBe(evidenceTypes);
    }

    [Fact]
    public async Task By_provider_country_and_evidence_type()
    {
        (await FindAsync(new EvidenceQuery("T3", Provider: "civil-registry"))).ShouldBe(["birth-certificate"]);
        (await FindAsync(new EvidenceQuery("T3", Country: "EL"))).Count.ShouldBe(3);
        (await FindAsync(new EvidenceQuery("T3", Country: "FI"))).ShouldBeEmpty();
        (await FindAsync(new EvidenceQuery("T3", EvidenceType: "tax-certificate", Provider: "civil-registry"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_offer_says_all_that_was_declared()
    {
        var query = new EvidenceQuery("T3", EvidenceType: "residence-record");
        var offer = (await adapter.Catalogue.FindAsync(query, CancellationToken.None)).ShouldHaveSingleItem();

        offer.Titles.In("el").ShouldBe("Βεβαίωση κατοικίας");
        offer.Titles.In("fi").ShouldBe("Residence record");
        offer.Provider.ShouldBe("residence-registry");
        offer.ProviderNames.In("en").ShouldBe("Pilot Residence Registry");
        offer.Country.ShouldBe("EL");
        offer.Procedures.ShouldContain("V1");
        offer.Requirements.ShouldBe(["proof-of-residence"]);
        offer.Subject.ShouldBe(SubjectKind.NaturalPerson);
        offer.LevelOfAssurance.ShouldBe(LevelOfAssurance.Substantial);
        offer.MediaTypes.ShouldBe(["application/json"]);
        offer.Preview.ShouldBeTrue();
        offer.Reuse.Policy.ShouldBe(ReusePolicy.Person);
        offer.Reuse.MaximumAge.ShouldBe(TimeSpan.FromDays(30));
        offer.Reuse.LegalBasis.ShouldNotBeNullOrEmpty();
        offer.Reuse.Tenants.ShouldBe(["municipality-b"]);
    }

    [Fact]
    public async Task A_document_that_is_not_delivered_is_not_offered()
    {
        await using var one = new RegistryAdapter(Declaration.With(
            (Declaration.Evidence + ":Documents:1:Path", "/pdf"),
            (Declaration.Evidence + ":Documents:1:MediaType", "application/pdf"),
            (Declaration.Evidence + ":Documents:1:FileName", "record.pdf"),
            (Declaration.Evidence + ":Documents:0:Delivered", "false")));

        var offers = await one.Catalogue.FindAsync(new EvidenceQuery("T3"), CancellationToken.None);

        offers.ShouldHaveSingleItem().MediaTypes.ShouldBe(["application/pdf"]);
        offers[0].Reuse.Policy.ShouldBe(ReusePolicy.Exchange);
    }

    private async Task<IReadOnlyList<string>> FindAsync(EvidenceQuery query) =>
        [.. (await adapter.Catalogue.FindAsync(query, CancellationToken.None)).Select(offer => offer.EvidenceType)];
}
