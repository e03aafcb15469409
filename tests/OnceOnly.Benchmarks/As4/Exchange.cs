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
    private readonly WebApplication web;
    private readonly HttpClient http;
    private FileOutbox outbox = null!;
    private FileInbox inbox = null!;
    private MessageSender sender = null!;
    private MessageReceiver receiver = null!;

    private Exchange(Correspondents correspondents)
    {
        recipient = correspondents.Of(isSender: false, new Uri("https://localhost")).Self.Id;
        http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == correspondents.Receiver.Thumbprint },
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(correspondents.Receiver));
        });
        web = builder.Build();
        web.MapPost("/as4", HandleAsync);
    }

    public static async Task<Exchange> StartAsync(Correspondents correspondents)
    {
        var exchange = new Exchange(correspondents);
        await exchange.web.StartAsync();
        var endpoint = new Uri(exchange.web.Urls.First() + "/as4");
        exchange.outbox = await FileOutbox.OpenAsync(Path.Combine(exchange.folder.FullName, "out"), CancellationToken.None);
        exchange.inbox = await FileInbox.OpenAsync(Path.Combine(exchange.folder.FullName, "in"), CancellationToken.None);
        var sending = correspondents.Of(isSender: true, endpoint);
        var receiving = correspondents.Of(isSender: false, endpoint);
        exchange.sender = new MessageSender(() => sending, exchange.outbox, exchange.http, new RetrySchedule(), TimeProvider.System);
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
        await web.DisposeAsync();
        http.Dispose();
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
