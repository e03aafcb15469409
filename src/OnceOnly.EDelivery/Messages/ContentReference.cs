// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;

namespace OnceOnly.EDelivery.Messages;

/// <summary>The <c>cid:</c> URI of a part (RFC 2392): the Content-ID, percent-encoded where a URI needs it.</summary>
internal static class ContentReference
{
    private const string Scheme = "cid:";

    public static bool TryRead(string? uri, [NotNullWhen(true)] out string? contentId)
    {
        contentId = uri is not null && uri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? Uri.UnescapeDataString(uri[Scheme.Length..])
            : null;
        return contentId is { Length: > 0 and <= MessageIds.MaxLength } && !contentId.Any(letter => letter is <= ' ' or '<' or '>' or '"' or '\x7F');
    }

    public static string Write(string contentId) => Scheme + Uri.EscapeDataString(contentId).Replace("%40", "@", StringComparison.Ordinal);
}
