// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;

namespace OnceOnly.Storage.Sqlite;

/// <summary>Where the state of a single gateway lives (<c>Storage:Sqlite</c>).</summary>
public sealed class SqliteOptions
{
    /// <summary>Folder of the database files; made when missing.</summary>
    [Required(ErrorMessage = "Storage:Sqlite:Folder is missing; name the folder in which the gateway keeps its database files.")]
    public string Folder { get; set; } = string.Empty;

    /// <summary>File of the master key, made when missing; <c>master.key</c> in the folder unless set. Back it up apart from the databases.</summary>
    public string? MasterKeyFile { get; set; }

    /// <summary>File the ledger's signed checkpoints are appended to; <c>checkpoints.log</c> in the folder unless set.</summary>
    public string? CheckpointFile { get; set; }

    /// <summary>File of the key that signs them, made when missing; <c>checkpoint.key.pem</c> in the folder unless set.</summary>
    public string? CheckpointKeyFile { get; set; }

    internal string In(string name) => Path.Combine(Folder, name);
}
