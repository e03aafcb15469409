// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Pilot.EServices.EvidenceApi;

namespace OnceOnly.Pilot.EServices.Dossiers;

/// <summary>The documents of one dossier, in a folder of their own.</summary>
public sealed class StoredDocuments(string folder)
{
    private readonly List<StoredDocument> _arriving = [];

    /// <summary>What has arrived completely; empty until all of it has.</summary>
    public IReadOnlyList<StoredDocument> All { get; private set; } = [];

    /// <summary>A delivery begins; what an earlier one left half done does not count.</summary>
    public void Begin() => _arriving.Clear();

    /// <summary>The delivery is complete.</summary>
    public void Complete() => All = [.. _arriving];

    public StoredDocument Add(EvidenceDocument announced)
    {
        // The name on disk is ours: nothing from outside decides about paths.
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, _arriving.Count.ToString(CultureInfo.InvariantCulture) + ".document");
        var document = new StoredDocument(announced, path);
        _arriving.Add(document);
        return document;
    }
}
