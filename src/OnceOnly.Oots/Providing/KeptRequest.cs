// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Parsing;

namespace OnceOnly.Oots.Providing;

/// <summary>A request as it is kept until it is answered: the message as it came, and its envelope.</summary>
internal sealed record KeptRequest(string MessageId, EdmEnvelope Envelope, byte[] Xml)
{
    public static KeptRequest Of(IncomingEdm request) => new(request.MessageId, request.Envelope, request.Document.Octets.ToArray());

    public static KeptRequest Read(byte[] kept) => JsonSerializer.Deserialize(kept, KeptJson.Default.KeptRequest)!;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, KeptJson.Default.KeptRequest);

    /// <summary>It was read before it was kept.</summary>
    public EvidenceRequest Parse() =>
        EdmDocument.TryReadAs(EdmKind.Request, Xml, out var document, out _)
        && EdmParser.TryParse(document, out var message, out _)
            ? (EvidenceRequest)message
            : throw new InvalidDataException("A request that was kept cannot be read any more.");
}

/// <summary>An answer as it is kept until it is handed over.</summary>
/// <param name="Envelope">Ours: from provider to requester.</param>
/// <param name="Kind">Response or error.</param>
/// <param name="Xml">The message.</param>
/// <param name="RefToMessageId">Transport id of the request.</param>
/// <param name="Parts">The documents it refers to.</param>
internal sealed record KeptAnswer(EdmEnvelope Envelope, EdmKind Kind, string Xml, string RefToMessageId, IReadOnlyList<KeptPart> Parts)
{
    public static KeptAnswer Read(byte[] kept) => JsonSerializer.Deserialize(kept, KeptJson.Default.KeptAnswer)!;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, KeptJson.Default.KeptAnswer);

    /// <summary>The response that it holds.</summary>
    public EvidenceResponse Read() =>
        EdmDocument.TryReadAs(EdmKind.Response, System.Text.Encoding.UTF8.GetBytes(Xml), out var document, out _)
        && EdmParser.TryParse(document, out var message, out _)
            ? (EvidenceResponse)message
            : throw new InvalidDataException("An answer that was kept cannot be read any more.");
}

/// <param name="ContentId">Without <c>cid:</c>.</param>
/// <param name="MediaType">Its type.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Document">Identifier of the document in the heart.</param>
internal sealed record KeptPart(string ContentId, string MediaType, long Size, string Document);

[JsonSerializable(typeof(KeptRequest))]
[JsonSerializable(typeof(KeptAnswer))]
[SuppressMessage("Design", "MA0048", Justification = "Made by the generator.")]
internal sealed partial class KeptJson : JsonSerializerContext;
