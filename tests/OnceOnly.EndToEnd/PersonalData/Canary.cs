// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OnceOnly.EndToEnd.PersonalData;

/// <summary>A piece of personal data that must not turn up, in whatever form.</summary>
internal sealed partial class Canary
{
    // Shorter runs of base64 would be found by chance among tokens.
    private const int ShortestBase64 = 6;

    // Four given letters, of either case, stand by chance in every few hundred kilobytes of tokens; six hardly ever do.
    private const int ShortestAnywhere = 6;

    private readonly string _value;
    private readonly Regex? _word;
    private readonly List<string> _base64 = [];

    public Canary(string value)
    {
        _value = value;
        var bytes = Encoding.UTF8.GetBytes(value);
        StandsOutAnywhere = bytes.Length >= ShortestAnywhere;
        _word = StandsOutAnywhere ? null : Word(value);
        for (var shift = 0; shift < 3; shift++)
        {
            // What stands before and after decides about the first and the last characters; those between are sure.
            var encoded = Convert.ToBase64String([.. new byte[shift], .. bytes]).TrimEnd('=');
            var first = ((shift * 8) + 5) / 6;
            var sure = encoded[first..(((shift + bytes.Length) * 8) / 6)];
            if (sure.Length >= ShortestBase64)
            {
                _base64.Add(sure);
                _base64.Add(sure.Replace('+', '-').Replace('/', '_'));
            }
        }
    }

    /// <summary>Whether it is long enough not to turn up by chance; what is shorter counts only as a word of its own.</summary>
    public bool StandsOutAnywhere { get; }

    public override string ToString() => _value;

    /// <summary>Whether the text holds it: plain, URL-encoded, escaped as JSON or HTML, once or twice, or within base64.</summary>
    public bool IsIn(Haystack haystack) =>
        haystack.Readings.Any(text => text.Contains(_value, StringComparison.OrdinalIgnoreCase) && _word?.IsMatch(text) != false)
        || _base64.Any(run => haystack.Raw.Contains(run, StringComparison.Ordinal));

    // A line break escaped in JSON ends in a letter and yet no word goes on there.
    private static Regex Word(string value) => new(
        $@"((?<![\p{{L}}\p{{Nd}}])|(?<=\\[nrtbf])){Regex.Escape(value)}(?![\p{{L}}\p{{Nd}}])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromMinutes(1));

    /// <summary>A text in all the ways in which somebody could read it.</summary>
    internal sealed partial class Haystack
    {
        public Haystack(string text)
        {
            Raw = text;
            var unescaped = Unescape(text);
            Readings = [text, unescaped, Uri.UnescapeDataString(unescaped).Replace('+', ' '), System.Net.WebUtility.HtmlDecode(unescaped)];
        }

        public string Raw { get; }

        public IReadOnlyList<string> Readings { get; }

        // Any number of backslashes: what is escaped twice is no better hidden.
        private static string Unescape(string text) => Solidus().Replace(
            Escape().Replace(text, match => ((char)int.Parse(match.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()),
            "/");

        [GeneratedRegex(@"\\+u(?<code>[0-9a-fA-F]{4})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
        private static partial Regex Escape();

        [GeneratedRegex(@"\\+/", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
        private static partial Regex Solidus();
    }
}
