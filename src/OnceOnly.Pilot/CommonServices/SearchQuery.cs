// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Frozen;

namespace OnceOnly.Pilot.CommonServices;

/// <summary>A question to a common service.</summary>
/// <param name="Id">Which of its queries.</param>
/// <param name="Version">Major and minor version of the answer that was asked for.</param>
/// <param name="Parameters">Every other parameter; null when one was given twice.</param>
internal sealed record SearchQuery(string? Id, Version Version, FrozenDictionary<string, string>? Parameters)
{
    private const string VersionPrefix = "oots-cs:v";

    /// <summary>Who names no version gets answers of the first.</summary>
    private static readonly Version First = new(1, 0);

    private static readonly Version Newest = new(2, 0);

    public string? this[string name] => Parameters?.GetValueOrDefault(name);

    /// <summary>Name of the version; the first had no name for itself.</summary>
    public string? Specification => Version > First ? VersionPrefix + Version.ToString(2) : null;

    public bool HasOnly(params IEnumerable<string> names) => Parameters is not null && Parameters.Keys.All(names.Contains);

    public static SearchQuery Read(HttpRequest request)
    {
        var isRepeated = request.Query.Any(parameter => parameter.Value.Count != 1);
        return new SearchQuery(
            request.Query["queryId"].FirstOrDefault(),
            VersionOf(request.Headers["Accept-Version"].ToString()),
            isRepeated ? null : request.Query.Where(parameter => parameter.Key != "queryId")
                .ToFrozenDictionary(parameter => parameter.Key, parameter => parameter.Value.ToString(), StringComparer.Ordinal));
    }

    private static Version VersionOf(string header) =>
        header.StartsWith(VersionPrefix, StringComparison.Ordinal)
        && System.Version.TryParse(header[VersionPrefix.Length..], out var asked) && asked >= First
            ? asked < Newest ? asked : Newest
            : First;
}
