// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using System.Text;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EDelivery.Security;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.EDelivery.Tests.World;

/// <summary>One sender, one receiver, and an ordinary message between them.</summary>
internal static class Correspondence
{
    public const string PartyType = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:oots";
    public const string Role = "http://sdg.europa.eu/edelivery/gateway";
    public const string RequestId = "request@test";
    public const string EvidenceId = "evidence@test";

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static UserMessage Header => new()
    {
        MessageId = MessageIds.New("ap-fr.test"),
        Timestamp = Now,
        From = new Party(new PartyId("AP_FR_01", PartyType), Role),
        To = new Party(new PartyId("AP_EL_01", PartyType), Role),
        Service = new ServiceName("QueryManager", "urn:oasis:names:tc:ebcore:ebrs:ebms:binding:1.0"),
        Action = "ExecuteQueryRequest",
        ConversationId = "4b1d1f6e-3e1c-4e3f-9d3c-0c9a2a4f5b6c",
        Properties =
        [
            new MessageProperty(MessageProperty.OriginalSender, "FR123", "urn:cef.eu:names:identifier:EAS:0002"),
            new MessageProperty(MessageProperty.FinalRecipient, "EL456", "urn:cef.eu:names:identifier:EAS:9933"),
        ],
    };

    public static IReadOnlyList<OutgoingPart> Parts { get; } =
    [
        new(RequestId, "application/x-ebrs+xml", Encoding.UTF8.GetBytes("<query:QueryRequest xmlns:query=\"urn:oasis:names:tc:ebxml-regrep:xsd:query:4.0\"/>")),
        new(EvidenceId, "application/pdf", Enumerable.Range(0, 4096).Select(index => (byte)index).ToArray()),
    ];

    public static PackedMessage Pack(UserMessage? header = null, IReadOnlyList<OutgoingPart>? parts = null) =>
        MessagePacker.Pack(
            header ?? Header,
            parts ?? Parts,
            new SigningKey(TestKeys.Sender, SignatureAlgorithm.RsaPkcs1Sha256),
            TestKeys.Receiver);

    public static OpenOutcome Open(PackedMessage message) => Open(message.Wire.ContentType, message.Wire.ToArray());

    public static OpenOutcome Open(
        string contentType, byte[] body, X509Certificate2? trusted = null, DateTimeOffset? now = null, OpeningLimits? limits = null) =>
        ReceivedMessage.TryRead(contentType, body, limits ?? OpeningLimits.Default, out var message, out var failure)
            ? MessageOpener.Open(
                message,
                [Trust(trusted ?? TestKeys.Sender)],
                [new DecryptionKey(TestKeys.Receiver)],
                now ?? Now,
                limits ?? OpeningLimits.Default)
            : new RefusedMessage([failure]);

    public static TrustedSigner Trust(X509Certificate2 certificate)
    {
        TrustedSigner.TryCreate(certificate, out var signer).ShouldBeTrue();
        return signer!;
    }

    /// <summary>The names of the rules that failed; empty when none did.</summary>
    public static IEnumerable<string> Failed(this OpenOutcome outcome) =>
        outcome is RefusedMessage refused ? refused.Failures.Select(failure => failure.Rule.Name) : [];
}
