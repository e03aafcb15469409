// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.AccessPoints;

/// <summary>A document that travels beside a message.</summary>
/// <param name="ContentId">What the message refers to, without <c>cid:</c>.</param>
/// <param name="MediaType">Its type.</param>
/// <param name="Size">Bytes.</param>
/// <param name="OpenRead">The content from its beginning, as often as asked for while the message is being handled.</param>
public sealed record DocumentPart(string ContentId, string MediaType, long Size, Func<Stream> OpenRead)
{
    /// <summary>The media type of a part that came without one.</summary>
    public const string UnsaidType = "application/octet-stream";
}
