// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OnceOnly.Cli;

/// <summary>The words after a command's name, sorted into operands, options and flags.</summary>
internal sealed class Arguments
{
    private static readonly string[] TimeFormats = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    private readonly List<string> operands = [];
    private readonly HashSet<string> flags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> options = new(StringComparer.Ordinal);

    private Arguments()
    {
    }

    public IReadOnlyList<string> Operands => operands;

    /// <summary>Accepts <c>--name value</c> and <c>--name=value</c>; <c>--</c> ends the options.</summary>
    public static bool TryParse(
        IEnumerable<string> words,
        Command command,
        [NotNullWhen(true)] out Arguments? arguments,
        [NotNullWhen(false)] out string? problem)
    {
        var parsed = new Arguments();
        arguments = null;
        var rest = new Queue<string>(words);
        while (rest.TryDequeue(out var word))
        {
            if (word == "--")
            {
                parsed.operands.AddRange(rest);
                break;
            }

            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                parsed.operands.Add(word);
                continue;
            }

            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? word : word[..equals];
            if (equals < 0 && command.Flags.Contains(name, StringComparer.Ordinal))
            {
                parsed.flags.Add(name);
                continue;
            }

            if (!command.Options.Contains(name, StringComparer.Ordinal))
            {
                problem = $"unknown option {name}";
                return false;
            }

            string? value = equals < 0 ? null : word[(equals + 1)..];
            if (value is null && !rest.TryDequeue(out value))
            {
                problem = $"{name} needs a value";
                return false;
            }

            if (!parsed.options.TryGetValue(name, out var values))
            {
                parsed.options.Add(name, values = []);
            }

            values.Add(value);
        }

        arguments = parsed;
        problem = null;
        return true;
    }

    public bool Has(string flag) => flags.Contains(flag);

    /// <summary>All values of a repeatable option.</summary>
    public IReadOnlyList<string> All(string option) => options.TryGetValue(option, out var values) ? values : [];

    /// <exception cref="UsageException">It was given more than once.</exception>
    public string? Optional(string option) => All(option) switch
    {
        [] => null,
        [var only] => only,
        _ => throw new UsageException($"{option} may be given only once"),
    };

    /// <exception cref="UsageException">It is missing, or was given more than once.</exception>
    public string Required(string option) =>
        Optional(option) ?? throw new UsageException($"{option} is missing");

    /// <summary>A time like 2026-11-21T12:00:00Z; without an offset it is in UTC.</summary>
    /// <exception cref="UsageException">It is no time, or was given more than once.</exception>
    public DateTimeOffset? OptionalTime(string option) => Optional(option) is { } text ? ReadTime(option, text) : null;

    /// <exception cref="UsageException">It is missing, no time, or was given more than once.</exception>
    public DateTimeOffset RequiredTime(string option) => ReadTime(option, Required(option));

    /// <exception cref="UsageException">There is not exactly one operand.</exception>
    public string SingleOperand(string name) => operands switch
    {
        [var only] => only,
        [] => throw new UsageException($"{name} is missing"),
        _ => throw new UsageException($"one {name} is expected, {operands.Count} were given"),
    };

    private static DateTimeOffset ReadTime(string option, string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new UsageException($"{option} must be a time like 2026-11-21T12:00:00Z, not '{text}'");
}
