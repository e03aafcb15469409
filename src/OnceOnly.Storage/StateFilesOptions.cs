// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Storage;

/// <summary>Files that an instance keeps outside the database, whichever engine runs it.</summary>
public abstract class StateFilesOptions
{
    /// <summary>Folder of the files; made when missing.</summary>
    public string Folder { get; set; } = string.Empty;

    /// <summary>File of the master key, the same on all instances; <c>master.key</c> in the folder unless set. Back it up apart from the databases.</summary>
    public string? MasterKeyFile { get; set; }

    /// <summary>File the ledger's signed checkpoints are appended to; <c>checkpoints.log</c> in the folder unless set.</summary>
    public string? CheckpointFile { get; set; }

    /// <summary>File of the key that signs them, the same on all instances; <c>checkpoint.key.pem</c> in the folder unless set.</summary>
    public string? CheckpointKeyFile { get; set; }

    internal string MasterKey => MasterKeyFile ?? In("master.key");

    internal string Checkpoints => CheckpointFile ?? In("checkpoints.log");

    internal string CheckpointKey => CheckpointKeyFile ?? In("checkpoint.key.pem");

    internal string In(string name) => Path.Combine(Folder, name);
}
