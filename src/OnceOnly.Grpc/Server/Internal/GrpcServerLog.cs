// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

internal static partial class GrpcServerLog
{
    [LoggerMessage(1, LogLevel.Error, "The service failed in {Method}.")]
    public static partial void ServiceFailed(ILogger logger, string method, Exception exception);

    [LoggerMessage(2, LogLevel.Debug, "{Method} answered {Code}.")]
    public static partial void Refused(ILogger logger, string method, StatusCode code, Exception exception);

    [LoggerMessage(3, LogLevel.Debug, "The client left {Method} before it ended.")]
    public static partial void ClientLeft(ILogger logger, string method);

    [LoggerMessage(4, LogLevel.Debug, "The deadline passed in {Method}.")]
    public static partial void DeadlinePassed(ILogger logger, string method);

    [LoggerMessage(5, LogLevel.Debug, "{Method} still ran after its deadline and then ended with an exception.")]
    public static partial void EndedLate(ILogger logger, string method, Exception exception);

    [LoggerMessage(6, LogLevel.Debug, "A request for a gRPC method was refused: HTTP {StatusCode}.")]
    public static partial void NotGrpc(ILogger logger, int statusCode);

    [LoggerMessage(7, LogLevel.Information, "A gRPC method that does not exist was called.")]
    public static partial void Unimplemented(ILogger logger);
}
