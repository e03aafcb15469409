// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Identity.Logins;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>What the operator learns about log-ins through OpenID Connect connectors. Persons and tokens do not appear.</summary>
internal static partial class Log
{
    [LoggerMessage(2201, LogLevel.Warning, "An OpenID Connect answer belongs to no open request: too late, a second time, or never asked for.")]
    public static partial void OidcAnswerUnexpected(this ILogger logger);

    [LoggerMessage(2202, LogLevel.Warning, "An answer of OpenID Connect connector {Connector} was refused: {Fault}.")]
    public static partial void OidcAnswerRefused(this ILogger logger, string connector, OidcFault fault);

    [LoggerMessage(2203, LogLevel.Information, "OpenID Connect connector {Connector} says that there was no log-in: {Failure}.")]
    public static partial void OidcLoginUnsuccessful(this ILogger logger, string connector, LoginFailure failure);

    [LoggerMessage(2204, LogLevel.Warning, "OpenID Connect connector {Connector} could not be reached ({Cause}).")]
    public static partial void OidcConnectorUnreachable(this ILogger logger, string connector, string cause);

    [LoggerMessage(2205, LogLevel.Warning, "The discovery document of OpenID Connect connector {Connector} is not used: {Problem}.")]
    public static partial void OidcMetadataRefused(this ILogger logger, string connector, string problem);

    [LoggerMessage(2206, LogLevel.Warning, "The token endpoint of OpenID Connect connector {Connector} answered HTTP {Status}, error {Error}.")]
    public static partial void OidcTokenEndpointRefused(this ILogger logger, string connector, int status, string error);
}
