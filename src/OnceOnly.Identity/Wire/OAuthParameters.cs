// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;

namespace OnceOnly.Identity.Wire;

/// <summary>Request parameters, each at most once. An empty value counts as absent (RFC 6749 §3.1).</summary>
internal sealed class OAuthParameters
{
    private const int MostParameters = 64;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public string? this[string name] => _values.GetValueOrDefault(name);

    public static bool TryRead(
        IEnumerable<KeyValuePair<string, StringValues>> source,
        [NotNullWhen(true)] out OAuthParameters? parameters,
        [NotNullWhen(false)] out string? fault)
    {
        parameters = new OAuthParameters();
        fault = null;
        foreach (var (name, values) in source)
        {
            if (values.Count > 1)
            {
                fault = "A parameter is given more than once.";
            }
            else if (values.Count == 1 && !string.IsNullOrEmpty(values[0]))
            {
                parameters._values[name] = values[0]!;
            }
        }

        if (parameters._values.Count > MostParameters)
        {
            fault = "There are too many parameters.";
        }

        parameters = fault is null ? parameters : null;
        return parameters is not null;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A space-delimited list; empty when absent.</summary>
    public IReadOnlyList<string> List(string name) =>
        this[name]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
