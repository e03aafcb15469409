// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Oots.Edm;

namespace OnceOnly.Oots.AccessPoints.As4;

internal static partial class Log
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Kind} {MessageId} from {Party} breaks {Rules}")]
    public static partial void RulesBroken(ILogger logger, EdmKind kind, string messageId, string party, string rules);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Nobody here takes message {MessageId}, action {Action}")]
    public static partial void NobodyTakes(ILogger logger, string messageId, string action);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "Message {MessageId} cannot be answered: {Reason}")]
    public static partial void NotAnswered(ILogger logger, string messageId, string reason);
}
