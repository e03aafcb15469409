// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Previews;

namespace OnceOnly.Evidence.State;

/// <summary>Port: the state of the heart. Reads see what was last committed.</summary>
public interface IEvidenceState
{
    /// <summary>Writes all of it or nothing; on disk when it completes.</summary>
    Task<CommitOutcome> CommitAsync(StateChange change, CancellationToken cancellationToken);

    ValueTask<ExplicitRequest?> FindExplicitRequestAsync(string id, CancellationToken cancellationToken);

    /// <summary>Open explicit requests about the person, so that erasure can end what is under way.</summary>
    ValueTask<IReadOnlyList<ExplicitRequest>> FindOpenExplicitRequestsAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Open explicit requests whose time is over; a bounded batch.</summary>
    ValueTask<IReadOnlyList<ExplicitRequest>> FindExpiredExplicitRequestsAsync(DateTimeOffset now, CancellationToken cancellationToken);

    ValueTask<ServingState?> FindExchangeAsync(string id, CancellationToken cancellationToken);

    ValueTask<ServingState?> FindExchangeAsync(string explicitRequestId, RequestedEvidence evidence, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<Exchange>> FindExchangesAsync(string explicitRequestId, CancellationToken cancellationToken);

    /// <summary>Exchanges that wait for somebody longer than they may; a bounded batch of identifiers.</summary>
    ValueTask<IReadOnlyList<string>> FindDueExchangesAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Requested exchanges whose asker shows no sign of life; a bounded batch of identifiers.</summary>
    ValueTask<IReadOnlyList<string>> FindOrphansAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Shows that the asker is alive. Touches only exchanges at exactly this revision.</summary>
    Task RenewLeasesAsync(IReadOnlyList<Exchange> asked, DateTimeOffset until, CancellationToken cancellationToken);

    ValueTask<OpenedPreview?> FindPreviewAsync(string id, CancellationToken cancellationToken);

    /// <summary>The newest reusable copy with this key (or shared key, when given) that has not expired.</summary>
    ValueTask<EvidenceCopy?> FindReusableCopyAsync(byte[] copyKey, byte[]? sharedKey, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Copies about the person that are not erased.</summary>
    ValueTask<IReadOnlyList<EvidenceCopy>> FindCopiesAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Persons whose keys must still be destroyed.</summary>
    ValueTask<IReadOnlyList<string>> FindPendingErasuresAsync(CancellationToken cancellationToken);

    Task RemovePendingErasureAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Deletes bounded batches of expired single-use marks and previews, and erases copies that became too old.</summary>
    Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes closed explicit requests given before this time, with their exchanges; a bounded batch. Copies that outlive
    /// them do not say any more for which they were fetched.
    /// </summary>
    /// <returns>Whether there may be more.</returns>
    Task<bool> ForgetExplicitRequestsAsync(DateTimeOffset givenBefore, CancellationToken cancellationToken);

    /// <summary>Takes or keeps a named lease.</summary>
    /// <returns>Whether this owner holds it until the time given.</returns>
    Task<bool> TryLeaseAsync(string name, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Gives a lease back, if this owner holds it.</summary>
    Task ReleaseLeaseAsync(string name, string owner, CancellationToken cancellationToken);
}
