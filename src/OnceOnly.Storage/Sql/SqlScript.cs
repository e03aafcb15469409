// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace OnceOnly.Storage.Sql;

/// <summary>One of the numbered scripts that make a schema: <c>ENGINE/Scripts/DATABASE-NUMBER-NAME.sql</c>, embedded.</summary>
internal sealed record SqlScript(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 in hexadecimal, whatever line ends the text was checked out with.</summary>
    public string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <param name="engine">Folder, for example <c>Sqlite</c>.</param>
    /// <param name="database">For example <see cref="DatabaseName.State"/>.</param>
    public static IReadOnlyList<SqlScript> Of(string engine, string database)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"OnceOnly.Storage.{engine}.Scripts.{database}-";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => Load(assembly, name, name[prefix.Length..]))
                .OrderBy(script => script.Number),
        ];
    }

    private static SqlScript Load(Assembly assembly, string resource, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new SqlScript(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
