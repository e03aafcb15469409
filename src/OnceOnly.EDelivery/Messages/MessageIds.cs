// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Messages;

/// <summary>Makes identifiers of messages and parts.</summary>
public static class MessageIds
{
    public const int MaxLength = 255;

    /// <param name="domain">A name of ours, so that no two access points can make the same.</param>
    public static string New(string domain) => $"{Guid.NewGuid()}@{domain}";

    /// <summary>Always the same for one key.</summary>
    public static string Of(Guid key, string domain) => $"{key:D}@{domain}";

    /// <summary>Whether it is a usable identifier: no white space, no angle brackets, not too long.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAny("<>\"") && text.All(letter => letter is > ' ' and < '\x7F');
}
