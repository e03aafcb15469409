// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnceOnly.EDelivery.Configuration;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EDelivery.Parties;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.EDelivery.Sending;
using OnceOnly.EDelivery.Spool;
using OnceOnly.Oots.AccessPoints.As4;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Parsing;
using OnceOnly.Oots.Rules;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>The access point of another Member State, played by the test: it sends what it likes, and listens.</summary>
internal sealed class PartnerAccessPoint : IMessageConsumer, IAsyncDisposable
{
    public const string GatewayId = "AP_EL_01";
    public const string PartnerId = "AP_SE_01";

    private readonly WebApplication _web;
    private readonly FileOutbox _outbox;
    private readonly FileInbox _inbox;
    private readonly HttpClient _http;
    private readonly MessageSender _sender;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _sending;

    private PartnerAccessPoint(WebApplication web, AccessPoint self, FileOutbox outbox, FileInbox inbox, X509Certificate2 tls)
    {
        (_web, Self, _outbox, _inbox) = (web, self, outbox, inbox);
        _http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == tls.Thumbprint },
        });
        var schedule = new RetrySchedule { First = TimeSpan.FromMilliseconds(200), Longest = TimeSpan.FromSeconds(1) };
        _sender = new MessageSender(() => Self, outbox, _http, schedule, TimeProvider.System);
        var receiver = new MessageReceiver(() => Self, inbox, this, new ReceiverOptions(), TimeProvider.System);
        web.MapPost("/as4", context => ReceiveAsync(receiver, context));
        _sending = _sender.RunAsync(TimeSpan.FromMilliseconds(200), _end.Token);
    }

    public AccessPoint Self { get; set; }

    public ConcurrentQueue<ReceivedAnswer> Answers { get; } = new();

    /// <summary>Whether the line is cut after the message was handled, so that the receipt is lost.</summary>
    public Func<bool> DropsReceipt { get; set; } = static () => false;

    public static async Task<PartnerAccessPoint> StartAsync(string folder, AccessPointKeys keys, int port, Uri gateway)
    {
        var options = new AccessPointOptions
        {
            Self = { Id = PartnerId, IdType = As4Names.PartyIdType, Role = As4Names.Role },
            Domain = "ap.partner.test",
            SigningCertificate = keys.Partner,
            DecryptionCertificates = { keys.Partner },
            ProcessingModes = { new ProcessingModeOptions { Service = As4Names.Service.Value, ServiceType = As4Names.Service.Type } },
            Partners =
            {
                new PartnerOptions
                {
                    Party = { Id = GatewayId, IdType = As4Names.PartyIdType, Role = As4Names.Role },
                    Endpoint = gateway.AbsoluteUri,
                    SigningCertificates = { keys.Gateway },
                    EncryptionCertificate = keys.Gateway,
                },
            },
        };
        foreach (var action in As4Names.AllActions)
        {
            options.ProcessingModes[0].Actions.Add(action);
        }

        AccessPointFactory.TryCreate(options, "Partner", out var self, out var problems).ShouldBeTrue(string.Join('\n', problems));
        var tls = X509Certificate2.CreateFromPemFile(keys.Tls);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(tls));
        });
        var partner = new PartnerAccessPoint(
            builder.Build(),
            self!,
            await FileOutbox.OpenAsync(Path.Combine(folder, "out"), CancellationToken.None),
            await FileInbox.OpenAsync(Path.Combine(folder, "in"), CancellationToken.None),
            tls);
        await partner._web.StartAsync();
        return partner;
    }

    /// <summary>Sends an EDM message as it stands, right or wrong.</summary>
    public Task<string> SubmitAsync(EdmKind kind, byte[] xml, params MessageProperty[] properties) => SubmitAsync(kind, xml, properties, []);

    /// <summary>The same with documents beside the message, and in a conversation that has begun.</summary>
    public Task<string> SubmitAsync(EdmKind kind, byte[] xml, MessageProperty[] properties, OutgoingPart[] documents, Guid? conversation = null) => _sender.SubmitAsync(
        new Submission
        {
            Recipient = Self.Partners[0].Party.Id,
            Service = As4Names.Service,
            Action = As4Names.ActionOf(kind),
            ConversationId = (conversation ?? Guid.NewGuid()).ToString(),
            Properties = properties,
            Parts = [new OutgoingPart("message@ap.partner.test", As4Names.RegRepMediaType, xml), .. documents],
        },
        CancellationToken.None);

    /// <summary>Posts a message that was packed by hand, and says what the gateway answered.</summary>
    public async Task<SignalMessage> PostAsync(PackedMessage message, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(message.Wire.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", message.Wire.ContentType);
        using var response = await _http.PostAsync(Self.Partners[0].Endpoint, content, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        ReceivedMessage.TryRead(response.Content.Headers.ContentType?.ToString(), body, OpeningLimits.Default, out var signal, out var failure)
            .ShouldBeTrue($"{(int)response.StatusCode} {failure}");
        MessageOpener.Open(signal!, Self.Partners[0].Signers, [], TimeProvider.System.GetUtcNow(), OpeningLimits.Default).ShouldBeOfType<OpenedMessage>();
        return signal!.Header.Signal!;
    }

    public async Task<SendOutcome> OutcomeAsync(string messageId, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await _outbox.FindOutcomeAsync(messageId, cancellationToken) is { } outcome)
            {
                return outcome;
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    public async Task<ReceivedAnswer> AnswerToAsync(string messageId, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Answers.FirstOrDefault(answer => answer.RefToMessageId == messageId) is { } answer)
            {
                return answer;
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    public Task ConsumeAsync(OpenedMessage message, CancellationToken cancellationToken)
    {
        var header = message.Header.User!;
        EdmDocument.TryRead(message.Parts[0].ToArray(), out var document, out var fault).ShouldBeTrue(fault.ToString());
        EdmRules.Check(document!, OotsCodeLists.BuiltIn).Where(violation => violation.Severity == RuleSeverity.Error).ShouldBeEmpty();
        HeaderRules.Check(new EdmHeader(header, document!.Version!.Value)).ShouldBeEmpty();
        EdmParser.TryParse(document, out var edm, out var problem).ShouldBeTrue(problem);
        Answers.Enqueue(new ReceivedAnswer(header.MessageId, header.RefToMessageId, header.Action, edm!) { Documents = [.. message.Parts.Skip(1).Select(DigestOf)] });
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _web.DisposeAsync();
        _sender.Dispose();
        _http.Dispose();
        _outbox.Dispose();
        _inbox.Dispose();
        _end.Dispose();
    }

    private static byte[] DigestOf(ReceivedPart part)
    {
        using var content = part.OpenRead();
        return SHA256.HashData(content);
    }

    private async Task ReceiveAsync(MessageReceiver receiver, HttpContext context)
    {
        var answer = await receiver.ReceiveAsync(context.Request.ContentType, context.Request.ContentLength, context.Request.Body, context.RequestAborted);
        if (DropsReceipt())
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.StatusCode;
        if (answer.Signal is { } signal)
        {
            context.Response.ContentType = signal.ContentType;
            await signal.WriteToAsync(context.Response.Body, context.RequestAborted);
        }
    }
}
