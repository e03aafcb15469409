// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Serving;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Tests.Providing;

/// <summary>The second request of a preview asks what the first asked, or nothing leaves for it.</summary>
public sealed class ContinuationTests
{
    public static TheoryData<string, Func<EvidenceRequest, EvidenceRequest>> Swaps => new()
    {
        { "more documents", request => request with { EvidenceType = ProvidingWorld.Request(request.Version, "application/pdf", "Annex").EvidenceType } },
        { "another form", request => request with { EvidenceType = ProvidingWorld.Request(request.Version, "image/png").EvidenceType } },
        { "another person", request => request with { Subject = (OotsNaturalPerson)request.Subject with { Identifier = new SchemedIdentifier("eidas", "FI/SE/subject-0002") } } },
        { "another requirement", request => request with { Requirements = [request.Requirements[0] with { Identifier = request.Requirements[0].Identifier[..^1] + "1" }] } },
    };

    [Theory]
    [MemberData(nameof(Swaps))]
    public async Task what_the_person_has_seen_cannot_be_swapped_before_it_leaves(string what, Func<EvidenceRequest, EvidenceRequest> swap)
    {
        await using var world = WithAnnex();
        var first = ProvidingWorld.Request(EdmVersion.V20);
        var location = await world.LinkAsync(first);
        (await world.OpenAsync(location)).Pieces.Count.ShouldBe(1);
        var swapped = swap(ProvidingWorld.Second(first, location));

        await world.TakeAsync(swapped);

        (await world.ErrorToAsync(swapped)).Code.ShouldBe(EdmErrorCode.InvalidRequest, what);
        (await world.OpenAsync(location)).Pieces.Count.ShouldBe(1);
        await world.DecideAsync(location, "1");
        var second = ProvidingWorld.Second(first, location) with { IssuedAt = first.IssuedAt.AddMinutes(1) };
        await world.TakeAsync(second);
        (await world.AnswerToAsync(second)).Outgoing.Documents.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(EdmVersion.V12)]
    [InlineData(EdmVersion.V20)]
    public async Task what_the_person_has_accepted_cannot_be_swapped_either(EdmVersion version)
    {
        await using var world = WithAnnex();
        var first = ProvidingWorld.Request(version);
        var location = await world.LinkAsync(first);
        await world.OpenAsync(location);
        await world.DecideAsync(location, "1");
        var swapped = ProvidingWorld.Second(first, location) with { EvidenceType = ProvidingWorld.Request(version, "image/png").EvidenceType };

        await world.TakeAsync(swapped);

        (await world.ErrorToAsync(swapped)).Code.ShouldBe(EdmErrorCode.InvalidRequest);
        (await world.OpenAsync(location)).IsAwaited.ShouldBeFalse();
    }

    private static ProvidingWorld WithAnnex()
    {
        var world = new ProvidingWorld(
            ("DataServices:birth:Formats:0:Documents:0:Number", "1"),
            ("DataServices:birth:Formats:0:Documents:0:Kind", nameof(PieceKind.Main)),
            ("DataServices:birth:Formats:0:Documents:1:Number", "2"),
            ("DataServices:birth:Formats:0:Documents:1:Kind", nameof(PieceKind.Annex)),
            ("DataServices:birth:Formats:1:Format", "image/png"));
        world.Documents.Add(("application/pdf", "%PDF-1.7 annex"u8.ToArray()));
        world.Documents.Add(("image/png", "png"u8.ToArray()));
        return world;
    }
}
