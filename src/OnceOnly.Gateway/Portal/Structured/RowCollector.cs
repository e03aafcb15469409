// SPDX-License-Identifier: EUPL-1.2

using System.Text;

namespace OnceOnly.Gateway.Portal.Structured;

/// <summary>Gathers rows up to what a person can read; what is beyond is only noted.</summary>
internal sealed class RowCollector
{
    private const int MostRows = 200;
    private const int LongestValue = 500;
    private const string Separator = " › ";

    private readonly List<StructuredDocument.Row> _rows = [];
    private readonly List<string> _path = [];
    private bool _shortened;

    public bool IsFull => _rows.Count >= MostRows;

    public void Enter(string name) => _path.Add(Words(name));

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    public void Shorten() => _shortened = true;

    public void Add(string value)
    {
        if (IsFull)
        {
            _shortened = true;
            return;
        }

        if (value.Length > LongestValue)
        {
            _shortened = true;
            value = string.Concat(value.AsSpan(0, LongestValue), "…");
        }

        _rows.Add(new StructuredDocument.Row(string.Join(Separator, _path), value));
    }

    public StructuredDocument ToDocument() => new(_rows, _shortened);

    /// <summary><c>familyName</c> and <c>family_name</c> read as "Family name".</summary>
    private static string Words(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var character = name[i];
            if (character is '_' or '-' or '.')
            {
                words.Append(' ');
            }
            else if (i > 0 && char.IsUpper(character) && char.IsLower(name[i - 1]))
            {
                words.Append(' ').Append(char.ToLowerInvariant(character));
            }
            else
            {
                words.Append(i == 0 ? char.ToUpperInvariant(character) : character);
            }
        }

        return words.ToString();
    }
}
