// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.EDelivery.Sending;
using OnceOnly.EDelivery.Spool;

namespace OnceOnly.Benchmarks.As4;

/// <summary>Two access points over HTTPS on loopback, each with its spool on disk.</summary>
internal sealed class Exchange : IAsyncDisposable, IMessageConsumer
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("onceonly-as4-benchmark-");
    private readonly PartyId recipient;
    private HttpsOnLoopback https = null!;
    private FileOutbox outbox = null!;
    private FileInbox inbox = null!;
    private MessageSender sender = null!;
    private MessageReceiver receiver = null!;

    private Exchange(PartyId recipient) => this.recipient = recipient;

    public static async Task<Exchange> StartAsync(Correspondents correspondents)
    {
        var receiving = correspondents.Of(isSender: false, new Uri("https://localhost"));
        var exchange = new Exchange(receiving.Self.Id);
        exchange.https = await HttpsOnLoopback.StartAsync(correspondents, exchange.HandleAsync);
        exchange.outbox = await FileOutbox.OpenAsync(Path.Combine(exchange.folder.FullName, "out"), CancellationToken.None);
        exchange.inbox = await FileInbox.OpenAsync(Path.Combine(exchange.folder.FullName, "in"), CancellationToken.None);
        var sending = correspondents.Of(isSender: true, exchange.https.Endpoint);
        exchange.sender = new MessageSender(() => sending, exchange.outbox, exchange.https.Client, new RetrySchedule(), TimeProvider.System);
        exchange.receiver = new MessageReceiver(() => receiving, exchange.inbox, exchange, new ReceiverOptions(), TimeProvider.System);
        return exchange;
    }

    /// <summary>Sends so many messages at once, and returns when each has its receipt.</summary>
    public async Task SendAsync(byte[] payload, int atOnce)
    {
        var identifiers = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(number => Task.Run(() => sender.SubmitAsync(
            new Submission
            {
                Recipient = recipient,
                Service = Correspondents.Service,
                Action = Correspondents.Action,
                ConversationId = number.ToString(CultureInfo.InvariantCulture),
                Parts = [new OutgoingPart("evidence@benchmark", "application/pdf", payload)],
            },
            CancellationToken.None))));
        while (await sender.SendDueAsync(CancellationToken.None) > 0)
        {
            // Until all were sent.
        }

        foreach (var id in identifiers)
        {
            if (await outbox.FindOutcomeAsync(id, CancellationToken.None) is not { IsAcknowledged: true })
            {
                throw new InvalidOperationException("A message has no receipt.");
            }
        }
    }

    public Task ConsumeAsync(OpenedMessage message, CancellationToken cancellationToken)
    {
        foreach (var part in message.Parts)
        {
            using var content = part.OpenRead();
            content.CopyTo(Stream.Null);
        }

        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await https.DisposeAsync();
        sender.Dispose();
        outbox.Dispose();
        inbox.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task HandleAsync(HttpContext context)
    {
        var answer = await receiver.ReceiveAsync(
            context.Request.ContentType, context.Request.ContentLength, context.Request.Body, context.RequestAborted);
        context.Response.StatusCode = answer.StatusCode;
        if (answer.Signal is { } signal)
        {
            context.Response.ContentType = signal.ContentType;
            await signal.WriteToAsync(context.Response.Body, context.RequestAborted);
        }
    }
}
