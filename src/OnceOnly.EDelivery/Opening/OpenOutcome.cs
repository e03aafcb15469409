// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using System.Xml;
using OnceOnly.EDelivery.Messages;

namespace OnceOnly.EDelivery.Opening;

/// <summary>What came of opening a message.</summary>
public abstract record OpenOutcome
{
    private protected OpenOutcome()
    {
    }
}

/// <summary>It is what a trusted sender sent.</summary>
/// <param name="Header">The signed header.</param>
/// <param name="Parts">The payload; empty for signals.</param>
/// <param name="Signer">Certificate of the key that signed.</param>
public sealed record OpenedMessage(MessagingHeader Header, IReadOnlyList<ReceivedPart> Parts, X509Certificate2 Signer) : OpenOutcome
{
    /// <summary>The signed references, which a receipt repeats.</summary>
    internal IReadOnlyList<XmlElement> References { get; init; } = [];

    /// <summary>Digests of the parts as they were signed, by Content-ID.</summary>
    internal IReadOnlyDictionary<string, ReadOnlyMemory<byte>> PartDigests { get; init; } =
        new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
}

/// <summary>It is not, and nothing of it may be used.</summary>
/// <param name="Failures">At least one.</param>
public sealed record RefusedMessage(IReadOnlyList<RuleFailure> Failures) : OpenOutcome;
