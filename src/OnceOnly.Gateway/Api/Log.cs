// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Api;

internal static partial class Log
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Method} failed")]
    public static partial void CallFailed(ILogger logger, string method, Exception exception);
}
