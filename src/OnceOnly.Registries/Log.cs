// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Errors;
using OnceOnly.Registries.Calls;

namespace OnceOnly.Registries;

/// <summary>What is logged about registries. Addresses, bodies and people never are.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "{Provider}: {Step} for exchange {ExchangeId} failed as {Code}: {Cause}")]
    public static partial void CallFailed(
        ILogger logger, string provider, CallStep step, string exchangeId, EvidenceErrorCode code, string cause);

    [LoggerMessage(2, LogLevel.Information, "{Provider}: trying again, repetition {Repetition}, after {Cause}")]
    public static partial void Repeating(ILogger logger, string provider, int repetition, string cause);

    [LoggerMessage(3, LogLevel.Error, "{Provider} keeps failing and is left alone for {BreakTime}")]
    public static partial void BreakerOpened(ILogger logger, string provider, TimeSpan breakTime);

    [LoggerMessage(4, LogLevel.Information, "{Provider} answers again")]
    public static partial void BreakerClosed(ILogger logger, string provider);

    [LoggerMessage(5, LogLevel.Information, "{Provider}: {EvidenceType} for exchange {ExchangeId} not found: {Cause}")]
    public static partial void NotFound(ILogger logger, string provider, string evidenceType, string exchangeId, string cause);

    [LoggerMessage(6, LogLevel.Error, "{Provider}: {EvidenceType} for exchange {ExchangeId} refused as {Code}: {Cause} in {Source}")]
    public static partial void AnswerRefused(
        ILogger logger, string provider, string evidenceType, string exchangeId, EvidenceErrorCode code, string cause, string source);

    [LoggerMessage(7, LogLevel.Warning, "{Provider}: {EvidenceType} for exchange {ExchangeId} took longer than a question may")]
    public static partial void TooSlow(ILogger logger, string provider, string evidenceType, string exchangeId);
}
