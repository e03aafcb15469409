// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;

namespace OnceOnly.Storage.Sqlite;

/// <summary>Where the state of a single gateway lives (<c>Storage:Sqlite</c>).</summary>
public sealed class SqliteOptions
{
    /// <summary>Folder of the database files; made when missing.</summary>
    [Required]
    public string Folder { get; set; } = string.Empty;
}
