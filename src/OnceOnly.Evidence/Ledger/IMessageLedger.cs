// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Evidence.Ledger;

/// <summary>
/// Entries about messages that cross the border, for adapters: what a message changes and its entry are committed together,
/// so neither is ever there without the other.
/// </summary>
public interface IMessageLedger
{
    /// <summary>
    /// The entry about a message of an exchange, for the transaction that writes down what becomes of the message. Where the
    /// exchange is forgotten already it is about nobody, and says nothing personal.
    /// </summary>
    ValueTask<LedgerRecord> RecordAsync(string exchangeId, TravellingMessage message, CancellationToken cancellationToken);

    /// <summary>Writes down a message that changes nothing, once, however often it is brought.</summary>
    /// <param name="exchangeId">The exchange it belongs to; null for one about nobody we can tell.</param>
    /// <param name="message">The message; its content is kept for an exchange only.</param>
    /// <param name="reason">Why nothing is done about it; a constant.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task DropAsync(string? exchangeId, TravellingMessage message, string reason, CancellationToken cancellationToken);

    /// <summary>Writes down a request that is refused before anybody serves it, once, however often it is brought; before its answer leaves.</summary>
    /// <param name="request">The request.</param>
    /// <param name="answer">The answer; null when there is none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task RefuseAsync(LoggedMessage request, LoggedMessage? answer, CancellationToken cancellationToken);
}
