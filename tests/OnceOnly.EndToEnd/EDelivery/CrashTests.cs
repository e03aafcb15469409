// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.EDelivery.Sending;
using OnceOnly.Oots.Edm;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>
/// The gateway is killed while it receives, delivers and sends, and lines are cut after the message came through. Each
/// message is acknowledged to its sender and answered, once.
/// </summary>
public sealed class CrashTests : IAsyncLifetime
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("ONCEONLY_LONG") == "1";
    private static readonly int Deaths = IsLong ? 40 : 3;
    private static readonly int MessagesALife = 10;

    private readonly GatewayAndPartner _fixture = new();

    public ValueTask InitializeAsync() => _fixture.InitializeAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Nothing_is_lost_and_nothing_comes_twice_when_the_gateway_is_killed_again_and_again()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(IsLong ? 20 : 3));
        var partner = _fixture.Partner;
        var lost = 0;
        partner.DropsReceipt = () => Interlocked.Increment(ref lost) % 5 == 0;
        var sent = new List<string>();
        for (var death = 0; death < Deaths; death++)
        {
            var answered = partner.Answers.Count;
            for (var message = 0; message < MessagesALife; message++)
            {
                sent.Add(await partner.SubmitAsync(EdmKind.Request, SampleRequest.Write(EdmVersion.V20), SampleRequest.Properties(EdmVersion.V20)));
            }

            // In the middle of it: some are answered, others are being received, delivered or sent.
            while (partner.Answers.Count < answered + (MessagesALife / 3))
            {
                await Task.Delay(5, patience.Token);
            }

            await _fixture.World.KillGatewayAsync();
            await _fixture.World.StartGatewayAsync(patience.Token);
        }

        foreach (var id in sent)
        {
            (await partner.OutcomeAsync(id, patience.Token)).IsAcknowledged.ShouldBeTrue(id);
            await partner.AnswerToAsync(id, patience.Token);
        }

        partner.Answers.Select(answer => answer.RefToMessageId).Order(StringComparer.Ordinal).ShouldBe(sent.Order(StringComparer.Ordinal));
        lost.ShouldBeGreaterThan(sent.Count);
    }

    [Fact]
    public async Task A_partner_whose_certificate_was_replaced_in_its_file_is_believed_without_a_restart()
    {
        Assert.SkipUnless(IsLong, "Waits half a minute; set ONCEONLY_LONG=1.");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var renewed = _fixture.Keys.RenewPartner();
        var partner = _fixture.Partner;
        partner.Self = partner.Self with { SigningKey = new SigningKey(renewed, SignatureAlgorithm.RsaPkcs1Sha256), DecryptionKeys = [new DecryptionKey(renewed)] };

        SendOutcome outcome;
        string id;
        do
        {
            id = await partner.SubmitAsync(EdmKind.Request, SampleRequest.Write(EdmVersion.V20), SampleRequest.Properties(EdmVersion.V20));
            outcome = await partner.OutcomeAsync(id, patience.Token);
            await Task.Delay(1000, patience.Token);
        }
        while (!outcome.IsAcknowledged);

        (await partner.AnswerToAsync(id, patience.Token)).Message.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_partner_that_cannot_be_reached_leaves_the_gateway_ready_and_shows_in_its_figures()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var operations = new HttpClient { BaseAddress = _fixture.World.Pilot.Addresses.GatewayOperations };
        _fixture.Partner.DropsReceipt = static () => true;

        await _fixture.Partner.SubmitAsync(EdmKind.Request, SampleRequest.Write(EdmVersion.V20), SampleRequest.Properties(EdmVersion.V20));
        string figures;
        do
        {
            await Task.Delay(100, patience.Token);
            figures = await operations.GetStringAsync(new Uri("/metrics", UriKind.Relative), patience.Token);
        }
        while (!figures.Contains("outcome=\"retried\"") || !figures.Contains("onceonly_as4_oldest_outgoing"));

        using var ready = await operations.GetAsync(new Uri("/health/ready", UriKind.Relative), patience.Token);
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        figures.ShouldContain("onceonly_as4_received");
    }
}
