// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Serving;

namespace OnceOnly.Evidence;

/// <summary>What the heart says to operators. Identifiers of exchanges only; never anything personal.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Exchange {ExchangeId}: the provider was asked; now {State}.")]
    public static partial void Asked(ILogger logger, string exchangeId, ExchangeState state);

    [LoggerMessage(2, LogLevel.Warning, "Exchange {ExchangeId}: stopping before the provider answered; it will be asked again.")]
    public static partial void AskAbandoned(ILogger logger, string exchangeId);

    [LoggerMessage(3, LogLevel.Error, "Exchange {ExchangeId}: the provider answered but the outcome could not be written; it will be asked again: {Cause}")]
    public static partial void OutcomeNotRecorded(ILogger logger, string exchangeId, string cause);

    [LoggerMessage(4, LogLevel.Warning, "Exchange {ExchangeId}: the answer came too late, the exchange has moved on; it was thrown away.")]
    public static partial void OutcomeTooLate(ILogger logger, string exchangeId);

    [LoggerMessage(5, LogLevel.Error, "Exchange {ExchangeId}: the provider's adapter threw {Type} {StackTrace}")]
    public static partial void AdapterFailed(ILogger logger, string exchangeId, string type, string? stackTrace);

    [LoggerMessage(6, LogLevel.Warning, "Exchange {ExchangeId}: its asker died; asking again, attempt {Attempt}.")]
    public static partial void Recovered(ILogger logger, string exchangeId, int attempt);

    [LoggerMessage(7, LogLevel.Error, "Background work {Work} failed; trying again at each turn. Said again every five minutes while it lasts: {Cause}")]
    public static partial void BackgroundWorkFailed(ILogger logger, string work, string cause);

    [LoggerMessage(8, LogLevel.Critical, "Exchange {ExchangeId}: its stored copy was altered and cannot be read.")]
    public static partial void CopyAltered(ILogger logger, string exchangeId, Exception exception);

    [LoggerMessage(10, LogLevel.Information, "Background work {Work} works again.")]
    public static partial void BackgroundWorkResumed(ILogger logger, string work);

    [LoggerMessage(9, LogLevel.Critical, "The ledger does not fit its last checkpoint ({Problem}). No checkpoint is signed until an operator has looked.")]
    public static partial void LedgerBroken(ILogger logger, string problem);

    [LoggerMessage(10, LogLevel.Information, "Served request {ServedId}: {From} to {To}.")]
    public static partial void Served(ILogger logger, string servedId, ServedRequestState? from, ServedRequestState to);

    [LoggerMessage(11, LogLevel.Warning, "Answer {AnswerId} could not be handed over now ({Type}); it will be tried again.")]
    public static partial void AnswerDelayed(ILogger logger, Guid answerId, string type);

    [LoggerMessage(12, LogLevel.Error, "Answer {AnswerId} cannot be sent at all: {Error} {Detail}")]
    public static partial void AnswerNotSent(ILogger logger, Guid answerId, string error, string? detail);

    [LoggerMessage(13, LogLevel.Warning, "Served request {ServedId}: somebody else than the person asked about opened the link; nothing was fetched.")]
    public static partial void OtherPersonCame(ILogger logger, string servedId);

    [LoggerMessage(14, LogLevel.Error, "Served request {ServedId}: asking the registry broke off ({Type}); it will be asked again.")]
    public static partial void ServedAskBroken(ILogger logger, string servedId, string type);

    [LoggerMessage(15, LogLevel.Information, "A request with message id {MessageId} is refused: {Fault}. {Detail}")]
    public static partial void RequestRefused(ILogger logger, string messageId, ServingFault fault, string? detail);

    [LoggerMessage(16, LogLevel.Error, "Served request {ServedId} cannot be taken up now ({Type}); it will be tried again.")]
    public static partial void ServedUpkeepFailed(ILogger logger, string servedId, string type);
}
