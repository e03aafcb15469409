// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;

namespace OnceOnly.Benchmarks.Storage;

/// <summary>A database engine, with state of its own for each database that is made in it.</summary>
internal interface IEngine : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Name of the type of bytes.</summary>
    string Bytes { get; }

    /// <summary>Table in which ledger entries arrive.</summary>
    string Arrivals { get; }

    /// <summary>Said before very many rows are written, and after.</summary>
    (string Before, string After) Filling { get; }

    /// <summary>Makes an empty place for a gateway's state.</summary>
    /// <returns>The section <c>Storage</c> of its configuration.</returns>
    Task<IReadOnlyDictionary<string, string?>> CreateAsync(string name, CancellationToken cancellationToken);

    /// <param name="name">As it was created.</param>
    /// <param name="part">State or keys, see <see cref="OnceOnly.Storage.Sql.DatabaseName"/>.</param>
    DbConnection Open(string name, string part);

    /// <summary>Bytes it takes on disk.</summary>
    Task<long> SizeAsync(string name, CancellationToken cancellationToken);
}
