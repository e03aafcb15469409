// SPDX-License-Identifier: EUPL-1.2

using System.Text.RegularExpressions;

namespace OnceOnly.Oots.Tests.Rules;

/// <summary>A message that breaks one rule: a valid one with one change.</summary>
/// <param name="Rule">The rule that must be reported.</param>
/// <param name="Message">A valid message.</param>
/// <param name="Change">What is changed.</param>
/// <param name="Also">Rules the same change must break because they are published to say the same, or ask it of the same place.</param>
public sealed record RuleCase(string Rule, string Message, Func<string, string> Change, params string[] Also)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    /// <summary>Replaces the first occurrence, which must be there.</summary>
    public static Func<string, string> Swap(string old, string @new) => message =>
    {
        var at = message.IndexOf(old, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"the sample does not hold {old}");
        return message[..at] + @new + message[(at + old.Length)..];
    };

    public static Func<string, string> Insert(string after, string what) => Swap(after, after + what);

    public static Func<string, string> NoSlot(string name) => message => ReplaceSlot(message, name, static _ => string.Empty);

    public static Func<string, string> TwoSlots(string name) => message => ReplaceSlot(message, name, static slot => slot + slot);

    public static Func<string, string> SlotContent(string name, string content) => message => ReplaceSlot(message, name, slot =>
        Regex.Replace(slot, "(?<=<rim:SlotValue[^>]*>).*(?=</rim:SlotValue>)", _ => content, RegexOptions.Singleline, Bound));

    /// <summary>Gives the value, or with <paramref name="element"/> each element of the collection, another type.</summary>
    public static Func<string, string> Retype(string name, string type = "rim:IntegerValueType", string element = "SlotValue") => message =>
        ReplaceSlot(message, name, slot => Regex.Replace(slot, $"(?<=<rim:{element} xsi:type=\")[^\"]*", _ => type, RegexOptions.None, Bound));

    /// <summary>Takes every element of a name away, with what is in it.</summary>
    public static Func<string, string> No(string element) => message =>
    {
        var changed = Regex.Replace(message, $"<{element}[ >].*?</{element}>", string.Empty, RegexOptions.Singleline, Bound);
        changed.ShouldNotBe(message);
        return changed;
    };

    public static Func<string, string> Both(params Func<string, string>[] changes) => message => changes.Aggregate(message, (text, change) => change(text));

    private static string ReplaceSlot(string message, string name, Func<string, string> replace)
    {
        var slot = Regex.Match(message, $"<rim:Slot name=\"{name}\">.*?</rim:Slot>", RegexOptions.Singleline, Bound);
        slot.Success.ShouldBeTrue($"the sample has no slot {name}");
        return message[..slot.Index] + replace(slot.Value) + message[(slot.Index + slot.Length)..];
    }
}
