// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Parties;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.EDelivery.Sending;
using OnceOnly.EDelivery.Spool;
using OnceOnly.EDelivery.Tests.World;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.EDelivery.Tests.Exchange;

/// <summary>Two access points: one sends, the other listens on HTTPS; spools in a folder.</summary>
internal sealed class Site : IAsyncDisposable, IMessageConsumer
{
    private static readonly Party Sender = Correspondence.Header.From;
    private static readonly Party Receiver = Correspondence.Header.To;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("as4-site-");
    private readonly WebApplication web;
    private readonly List<IDisposable> open = [];

    private Site(WebApplication web) => this.web = web;

    public AccessPoint Sending { get; set; } = null!;

    public AccessPoint Receiving { get; set; } = null!;

    public ShiftedTime SenderTime { get; } = new();

    public ShiftedTime ReceiverTime { get; } = new();

    public FileOutbox Outbox { get; private set; } = null!;

    public MessageSender MessageSender { get; private set; } = null!;

    public MessageReceiver MessageReceiver { get; private set; } = null!;

    public ConcurrentQueue<string> Delivered { get; } = new();

    public ConcurrentQueue<string> GivenUp { get; } = new();

    public ConcurrentQueue<ReceiverAnswer> Answers { get; } = new();

    /// <summary>Whether a connection is cut, before the request is read and after it was handled.</summary>
    public Func<(bool Before, bool After)> Cut { get; set; } = () => (false, false);

    /// <summary>Content-Type of the answers; as it comes when null.</summary>
    public string? AnswerType { get; set; }

    /// <summary>Runs instead of the consumer's own work.</summary>
    public Func<OpenedMessage, Task>? OnConsume { get; set; }

    public RetrySchedule Schedule { get; } = new()
    {
        First = TimeSpan.FromMilliseconds(1),
        Longest = TimeSpan.FromMilliseconds(20),
        GiveUpAfter = TimeSpan.FromMinutes(20),
    };

    public string OutboxPath => Path.Combine(folder.FullName, "out");

    public string InboxPath => Path.Combine(folder.FullName, "in");

    public static async Task<Site> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost0(TestKeys.Receiver));
        var site = new Site(builder.Build());
        site.web.MapPost("/as4", site.HandleAsync);
        await site.web.StartAsync();
        site.Configure(new Uri(site.web.Urls.First() + "/as4"));
        await site.OpenAsync(site.OutboxPath, site.InboxPath);
        return site;
    }

    /// <summary>Starts both sides anew over folders, as after a death: a copy is what a killed process leaves.</summary>
    public async Task OpenAsync(string outbox, string inbox)
    {
        Outbox = await FileOutbox.OpenAsync(outbox, CancellationToken.None);
        var stored = await FileInbox.OpenAsync(inbox, CancellationToken.None);
        var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.GetCertHashString() == TestKeys.Receiver.Thumbprint },
        });
        MessageSender = new MessageSender(() => Sending, Outbox, client, Schedule, SenderTime);
        MessageReceiver = new MessageReceiver(() => Receiving, stored, this, new ReceiverOptions(), ReceiverTime)
        {
            GivenUp = (message, _) => GivenUp.Enqueue(message.MessageId),
        };
        open.AddRange([Outbox, stored, client, MessageSender]);
    }

    public string Snapshot(string path)
    {
        var copy = folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;
        foreach (var file in Directory.EnumerateFiles(path).Where(file => Path.GetFileName(file) != "lock"))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    public Task<string> SubmitAsync(Guid? key = null) => MessageSender.SubmitAsync(
        new Submission
        {
            Key = key,
            Recipient = Receiver.Id,
            Service = Correspondence.Header.Service,
            Action = Correspondence.Header.Action,
            ConversationId = Correspondence.Header.ConversationId,
            Properties = Correspondence.Header.Properties,
            Parts = Correspondence.Parts,
        },
        CancellationToken.None);

    /// <summary>Sends until every message has an outcome.</summary>
    public async Task<IReadOnlyList<SendOutcome>> SendAllAsync(params IReadOnlyList<string> identifiers)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var outcomes = new List<SendOutcome>();
        foreach (var id in identifiers)
        {
            SendOutcome? outcome;
            while ((outcome = await Outbox.FindOutcomeAsync(id, limit.Token)) is null)
            {
                await MessageSender.SendDueAsync(limit.Token);
                await Task.Delay(2, limit.Token);
            }

            outcomes.Add(outcome);
        }

        return outcomes;
    }

    public async Task ConsumeAsync(OpenedMessage message, CancellationToken cancellationToken)
    {
        if (OnConsume is { } work)
        {
            await work(message);
        }

        Delivered.Enqueue(message.Header.User!.MessageId);
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        open.ForEach(item => item.Dispose());
        folder.Delete(recursive: true);
    }

    private void Configure(Uri endpoint)
    {
        ProcessingMode[] modes = [new() { Service = Correspondence.Header.Service, Actions = [Correspondence.Header.Action] }];
        Sending = new AccessPoint
        {
            Self = Sender,
            Domain = "sender.test",
            SigningKey = new SigningKey(TestKeys.Sender, SignatureAlgorithm.RsaPkcs1Sha256),
            DecryptionKeys = [new DecryptionKey(TestKeys.Sender)],
            Partners =
            [
                new Partner
                {
                    Party = Receiver, Endpoint = endpoint, EncryptTo = TestKeys.Receiver, Signers = [Correspondence.Trust(TestKeys.Receiver)],
                },
            ],
            ProcessingModes = modes,
        };
        Receiving = new AccessPoint
        {
            Self = Receiver,
            Domain = "receiver.test",
            SigningKey = new SigningKey(TestKeys.Receiver, SignatureAlgorithm.RsaPkcs1Sha256),
            DecryptionKeys = [new DecryptionKey(TestKeys.Receiver)],
            Partners =
            [
                new Partner
                {
                    Party = Sender, Endpoint = endpoint, EncryptTo = TestKeys.Sender, Signers = [Correspondence.Trust(TestKeys.Sender)],
                },
            ],
            ProcessingModes = modes,
        };
    }

    private async Task HandleAsync(HttpContext context)
    {
        var (before, after) = Cut();
        if (before)
        {
            context.Abort();
            return;
        }

        var answer = await MessageReceiver.ReceiveAsync(
            context.Request.ContentType, context.Request.ContentLength, context.Request.Body, context.RequestAborted);
        Answers.Enqueue(answer);
        if (after)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.StatusCode;
        if (answer.Signal is { } signal)
        {
            context.Response.ContentType = AnswerType ?? signal.ContentType;
            await signal.WriteToAsync(context.Response.Body, context.RequestAborted);
        }
    }
}

internal static class KestrelPort
{
    public static void ListenLocalhost0(this Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel, X509Certificate2 certificate) =>
        kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
}
