// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Oots.Edm;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>The largest message there may be, on its way into a gateway whose memory is watched from outside.</summary>
public sealed class LargeMessageTests(GatewayAndPartner fixture) : IClassFixture<GatewayAndPartner>
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public async Task A_message_is_held_in_memory_less_than_two_and_a_half_times()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        const int Size = (int)(99 * Megabyte);
        await SendAsync(1024, patience.Token);

        using var memory = new MemoryWatch(fixture.World.Gateway);
        await SendAsync(Size, patience.Token);
        var growth = await memory.StopAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"{growth / Megabyte} MB more for a message of {Size / Megabyte} MB");
        ((double)growth).ShouldBeLessThan(2.5 * Size);
    }

    private async Task SendAsync(int size, CancellationToken cancellationToken)
    {
        var id = await fixture.Partner.SubmitAsync(
            EdmKind.Request,
            SampleRequest.Write(EdmVersion.V20),
            SampleRequest.Properties(EdmVersion.V20),
            [new OutgoingPart("large@ap.partner.test", "application/pdf", RandomNumberGenerator.GetBytes(size))]);
        (await fixture.Partner.OutcomeAsync(id, cancellationToken)).IsAcknowledged.ShouldBeTrue();

        // Judged like any other: no request brings documents along.
        (await fixture.Partner.AnswerToAsync(id, cancellationToken)).Exception.Detail.ShouldBe("R-EDM-ebMS-023");
    }
}
