// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Api;

internal static partial class Log
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Method} failed: {Cause}")]
    public static partial void CallFailed(ILogger logger, string method, string cause);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "The state is out of reach; the caller is told to try again: {Cause}")]
    public static partial void StateOutOfReach(ILogger logger, string cause);
}
