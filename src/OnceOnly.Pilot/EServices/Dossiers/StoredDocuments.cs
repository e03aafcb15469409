// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Pilot.EServices.EvidenceApi;

namespace OnceOnly.Pilot.EServices.Dossiers;

/// <summary>The documents of one dossier, in a folder of their own.</summary>
public sealed class StoredDocuments(string folder)
{
    private readonly List<StoredDocument> _documents = [];

    public IReadOnlyList<StoredDocument> All => _documents;

    /// <summary>Starts over, for a new delivery.</summary>
    public void Clear() => _documents.Clear();

    public StoredDocument Begin(EvidenceDocument announced)
    {
        // The name on disk is ours: nothing from outside decides about paths.
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, _documents.Count.ToString(CultureInfo.InvariantCulture) + ".document");
        var document = new StoredDocument(announced, path);
        _documents.Add(document);
        return document;
    }
}
