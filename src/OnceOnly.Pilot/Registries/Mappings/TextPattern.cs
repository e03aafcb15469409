// SPDX-License-Identifier: EUPL-1.2

using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>What a text must be; null stands for a text that is not there.</summary>
internal sealed class TextPattern(Func<string?, bool> matches)
{
    private static readonly string[] Kinds = ["equalTo", "contains", "matches", "doesNotMatch", "absent"];

    public static bool IsOneOf(MappingObject pattern) => pattern.Keys.Any(Kinds.Contains);

    public static TextPattern Read(MappingObject pattern)
    {
        if (pattern.Keys.Count(Kinds.Contains) != 1)
        {
            throw pattern.Fault(string.Join('/', pattern.Keys), "must be one of " + string.Join(", ", Kinds));
        }

        var read = new TextPattern(Matcher(pattern));
        pattern.End();
        return read;
    }

    public bool Matches(string? text) => matches(text);

    /// <summary>One of several values is enough; none counts as absent.</summary>
    public bool Matches(StringValues values) => values.Count == 0 ? matches(null) : values.Any(matches);

    private static Func<string?, bool> Matcher(MappingObject pattern)
    {
        if (pattern.Text("equalTo") is { } equal)
        {
            var comparison = pattern.Flag("caseInsensitive") ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
            return text => string.Equals(text, equal, comparison);
        }

        if (pattern.Text("contains") is { } part)
        {
            return text => text?.Contains(part, StringComparison.Ordinal) == true;
        }

        if (pattern.Text("matches") is { } form)
        {
            var whole = Whole(pattern, "matches", form);
            return text => text is not null && whole.IsMatch(text);
        }

        if (pattern.Text("doesNotMatch") is { } other)
        {
            var whole = Whole(pattern, "doesNotMatch", other);
            return text => text is null || !whole.IsMatch(text);
        }

        return pattern.Flag("absent") ? text => text is null : throw pattern.Fault("absent", "can only be true");
    }

    /// <summary>Java's matches(): the whole text, not a part of it.</summary>
    public static Regex Whole(MappingObject pattern, string key, string form)
    {
        try
        {
            return new Regex($@"\A(?:{form})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            throw pattern.Fault(key, "is not a regular expression");
        }
    }
}
