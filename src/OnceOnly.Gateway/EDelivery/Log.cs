// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.EDelivery;

internal static partial class Log
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Refused message {MessageId} of {Party}, rule {Rule}: {Detail}")]
    public static partial void MessageRefused(ILogger logger, string? messageId, string? party, string rule, string detail);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Message {MessageId} is stored and acknowledged, but could not be taken yet: {Cause}")]
    public static partial void MessageWaits(ILogger logger, string? messageId, string cause);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "{Party} has message {MessageId} (attempt {Attempt})")]
    public static partial void MessageAcknowledged(ILogger logger, string party, string messageId, int attempt);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "{Party} has not taken message {MessageId} yet (attempt {Attempt}): {Problem}")]
    public static partial void MessageRetried(ILogger logger, string party, string messageId, int attempt, string? problem);

    [LoggerMessage(EventId = 5, Level = LogLevel.Error, Message = "Message {MessageId} to {Party} is given up after {Attempt} attempts: {Problem}")]
    public static partial void MessageGivenUp(ILogger logger, string messageId, string party, int attempt, string? problem);

    [LoggerMessage(EventId = 6, Level = LogLevel.Error, Message = "Message {MessageId} could not be handled; it is tried again: {Cause}")]
    public static partial void OutboxOutOfReach(ILogger logger, string messageId, string cause);

    [LoggerMessage(EventId = 7, Level = LogLevel.Error, Message = "Sending was interrupted; it goes on in a moment: {Cause}")]
    public static partial void SendingInterrupted(ILogger logger, string cause);

    [LoggerMessage(EventId = 8, Level = LogLevel.Information, Message = "The access point was configured anew, with {Partners} partners")]
    public static partial void AccessPointReloaded(ILogger logger, int partners);

    [LoggerMessage(EventId = 9, Level = LogLevel.Error, Message = "The access point's new configuration is not usable and the old one stays: {Problems}")]
    public static partial void AccessPointKept(ILogger logger, string problems);

    [LoggerMessage(EventId = 10, Level = LogLevel.Error, Message = "Message {MessageId} of {Party} could not be taken for too long and is lost: {Cause}")]
    public static partial void IncomingGivenUp(ILogger logger, string messageId, string party, string cause);

    [LoggerMessage(EventId = 11, Level = LogLevel.Error, Message = "{Count} messages that are stored and acknowledged could not be taken again; they wait: {Cause}")]
    public static partial void MessagesWait(ILogger logger, int count, string cause);
}
