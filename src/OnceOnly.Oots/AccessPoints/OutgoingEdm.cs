// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;

namespace OnceOnly.Oots.AccessPoints;

/// <summary>A message to another Member State, and the documents it names.</summary>
/// <param name="Envelope">Who, to whom, in which exchange.</param>
/// <param name="Kind">Tells the action.</param>
/// <param name="Xml">The message; its sender has judged it by the rules.</param>
/// <param name="Documents">In the order of the message.</param>
public sealed record OutgoingEdm(EdmEnvelope Envelope, EdmKind Kind, ReadOnlyMemory<byte> Xml, IReadOnlyList<DocumentPart> Documents)
{
    /// <summary>Transport id of the message this answers; null for requests.</summary>
    public string? RefToMessageId { get; init; }

    /// <summary>Submitted again under the same key, after a crash for instance, it is still sent once. Null: every submission is a message of its own.</summary>
    public Guid? Key { get; init; }
}
