// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Serving;

/// <summary>Port: the state of the provider's side. Reads see what was last committed.</summary>
public interface IServedState
{
    /// <summary>Writes all of it or nothing; on disk when it completes.</summary>
    Task<CommitOutcome> CommitAsync(ServedChange change, CancellationToken cancellationToken);

    ValueTask<ServedRequest?> FindAsync(string id, CancellationToken cancellationToken);

    /// <param name="linkDigest">SHA-256 of the token of a preview link.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<ServedRequest?> FindByLinkAsync(byte[] linkDigest, CancellationToken cancellationToken);

    ValueTask<EvidenceCopy?> FindCopyAsync(string id, CancellationToken cancellationToken);

    ValueTask<bool> IsUsedAsync(string key, CancellationToken cancellationToken);

    /// <summary>Those that wait for somebody longer than they may; a bounded batch of identifiers.</summary>
    ValueTask<IReadOnlyList<string>> FindDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Those whose asker shows no sign of life; a bounded batch of identifiers.</summary>
    ValueTask<IReadOnlyList<string>> FindOrphansAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Those that are decided, awaited and not answered; a bounded batch of identifiers.</summary>
    ValueTask<IReadOnlyList<string>> FindUnansweredAsync(CancellationToken cancellationToken);

    /// <summary>Shows how long this asker is alive. Touches the request only at exactly this revision.</summary>
    Task RenewLeaseAsync(ServedRequest asked, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Answers nobody is handing over, oldest first; a bounded batch.</summary>
    ValueTask<IReadOnlyList<ServedAnswer>> FindWaitingAnswersAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Takes an answer, to hand it over, until then.</summary>
    /// <returns>False when somebody else has it.</returns>
    Task<bool> TryTakeAnswerAsync(ServedAnswer answer, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Deletes a bounded batch of what ended before this time.</summary>
    Task SweepAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken);
}
