// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Ledger;

/// <summary>
/// The citizen's own view of the ledger. Reading it is itself an entry. Who represents a natural person sees and erases
/// what came of that representation only; see docs/my-data.md.
/// </summary>
public interface IMyData
{
    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<MyDataEntry>> ReadAsync(AuthenticatedPerson person, int skip, int take, CancellationToken cancellationToken);

    /// <summary>Copies held about the person that may serve again.</summary>
    Task<IReadOnlyList<HeldCopy>> FindCopiesAsync(AuthenticatedPerson person, CancellationToken cancellationToken);

    /// <summary>Erases the stored evidence by destroying its key. Exchanges under way end as expired.</summary>
    Task EraseCopiesAsync(AuthenticatedPerson person, CancellationToken cancellationToken);
}
