// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Writing;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>A request that keeps every rule, and the header it travels with.</summary>
internal static class SampleRequest
{
    private const string Repository = "https://sr.oots.tech.ec.europa.eu";
    private const string Scheme = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:";

    private static readonly SchemedIdentifier Requester = new("urn:cef.eu:names:identifier:EAS:0007", "2021001234");
    private static readonly SchemedIdentifier Provider = new(Scheme + "EL", "ELREG01");

    public static byte[] Write(EdmVersion version, string family = "Lindgren") => EdmWriter.Write(new EvidenceRequest
    {
        Version = version,
        Id = $"urn:uuid:{Guid.NewGuid()}",
        IssuedAt = TimeProvider.System.GetUtcNow(),
        Procedure = "T3",
        PossibilityForPreview = true,
        ExplicitRequestGiven = true,
        Requirements = [new OotsRequirement($"{Repository}/requirements/{Guid.NewGuid()}", [new OotsText("EN", "Proof of a degree")], [])],
        Requesters = [new OotsAgent(Requester, [new OotsText("SV", "Kommunen")], new OotsAddress("SE"), "ER")],
        Provider = new OotsAgent(Provider, [new OotsText("EL", "Μητρώο")]),
        EvidenceType = new RequestedEvidenceType(
            Guid.NewGuid().ToString(),
            $"{Repository}/evidencetypeclassifications/EL/{Guid.NewGuid()}",
            [new OotsText("EN", "Degree")],
            [new RequestedDistribution("application/pdf")]),
        Subject = new OotsNaturalPerson(family, "Astrid", new DateOnly(1984, 2, 29)) { LevelOfAssurance = "High" },
    });

    public static MessageProperty[] Properties(EdmVersion version) =>
    [
        new("originalSender", Requester.Value, Requester.Scheme),
        new("finalRecipient", Provider.Value, Provider.Scheme),
        .. version >= EdmVersion.V20
            ? new MessageProperty[] { new("ExchangeId", Guid.NewGuid().ToString()), new("SpecificationId", version.SpecificationIdentifier()) }
            : [],
    ];
}
