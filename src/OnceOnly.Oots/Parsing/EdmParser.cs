// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Parsing;

/// <summary>Turns a document that keeps the rules into a value.</summary>
public static class EdmParser
{
    /// <param name="document">Checked by the rules before.</param>
    /// <param name="message">The message.</param>
    /// <param name="problem">Names of the parts the schema requires and the message lacks; no content.</param>
    public static bool TryParse(EdmDocument document, [NotNullWhen(true)] out EdmMessage? message, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(document);
        var read = new PartReader();
        var version = document.JudgedAs;
        message = document.Kind switch
        {
            EdmKind.Request => RequestParser.Parse(document.Root, version, read),
            EdmKind.Response => ResponseParser.Parse(document.Root, version, read),
            _ => ErrorParser.Parse(document.Root, version, read),
        };
        if (message is not null && read.Gaps.Count == 0)
        {
            problem = null;
            return true;
        }

        message = null;
        problem = "missing or unreadable: " + string.Join(", ", read.Gaps.Distinct(StringComparer.Ordinal).Take(10));
        return false;
    }
}
