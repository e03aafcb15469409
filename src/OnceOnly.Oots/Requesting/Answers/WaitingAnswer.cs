// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnceOnly.Oots.Requesting.Answers;

/// <summary>What is sealed of an answer: the message as it came, and which documents came beside it.</summary>
/// <param name="Xml">The message; empty where it broke the rules.</param>
/// <param name="Documents">In the order of their arrival.</param>
/// <param name="BrokenRules">What it broke; empty for an answer that keeps the rules.</param>
internal sealed record WaitingAnswer(byte[] Xml, IReadOnlyList<WaitingDocument> Documents, IReadOnlyList<string> BrokenRules)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, WaitingAnswerJson.Default.WaitingAnswer);

    public static WaitingAnswer Read(byte[] bytes) => JsonSerializer.Deserialize(bytes, WaitingAnswerJson.Default.WaitingAnswer)!;
}

/// <summary>A document of which the pieces wait.</summary>
/// <param name="ContentId">Without <c>cid:</c>.</param>
/// <param name="MediaType">As its part said.</param>
/// <param name="Size">Bytes.</param>
/// <param name="FirstPiece">Index of its first piece; the others follow.</param>
/// <param name="Sha256">Base64 of its digest.</param>
internal sealed record WaitingDocument(string ContentId, string MediaType, long Size, int FirstPiece, string Sha256);

[JsonSerializable(typeof(WaitingAnswer))]
internal sealed partial class WaitingAnswerJson : JsonSerializerContext;
