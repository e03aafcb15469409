// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.AccessTokens;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.Pages;

namespace OnceOnly.Identity;

/// <summary>What the provider tells the operator. Never a handle, a token or anything about a person.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "Authentication of client {ClientId} failed: {Cause}.")]
    public static partial void ClientAuthenticationFailed(this ILogger logger, string clientId, string cause);

    [LoggerMessage(2002, LogLevel.Warning, "The key set of client {ClientId} {Fault}; the keys before it stay in use.")]
    public static partial void ClientKeysAreUnusable(this ILogger logger, string clientId, string fault);

    [LoggerMessage(2003, LogLevel.Information, "A token request of client {ClientId} was refused as {Error}: {Description}")]
    public static partial void TokenRefused(this ILogger logger, string clientId, string error, string description);

    [LoggerMessage(2004, LogLevel.Warning, "A code of client {ClientId} was used twice; its grant is revoked.")]
    public static partial void CodeUsedTwice(this ILogger logger, string clientId);

    [LoggerMessage(2005, LogLevel.Information, "An authorization request was refused with a page: {Error}.")]
    public static partial void AuthorizationRefused(this ILogger logger, ProtocolError error);

    [LoggerMessage(2006, LogLevel.Information, "An access token was refused, {Fault}: {Description}")]
    public static partial void AccessTokenRefused(this ILogger logger, AccessTokenFault fault, string description);

    [LoggerMessage(2007, LogLevel.Information, "A log-in by {Method} succeeded at level {Level}.")]
    public static partial void LoggedIn(this ILogger logger, string method, LevelOfAssurance level);

    [LoggerMessage(2008, LogLevel.Information, "A log-in did not succeed: {Failure}.")]
    public static partial void LoginFailed(this ILogger logger, LoginFailure failure);

    [LoggerMessage(2009, LogLevel.Warning, "An answer by {Method} belongs to no open log-in of the browser that brought it.")]
    public static partial void LoginAnswerWithoutLogin(this ILogger logger, string method);

    [LoggerMessage(2010, LogLevel.Information, "A log-out request was refused with a page.")]
    public static partial void LogoutRefused(this ILogger logger);

    [LoggerMessage(2011, LogLevel.Information, "Signing key {Number} was added and is published.")]
    public static partial void SigningKeyAdded(this ILogger logger, int number);

    [LoggerMessage(2014, LogLevel.Error, "Signing keys cannot be read; those known before are used on.")]
    public static partial void SigningKeysNotRead(this ILogger logger, Exception exception);

    [LoggerMessage(2012, LogLevel.Error, "Stored state of kind {Kind} cannot be read ({Cause}); were the data protection keys lost?")]
    public static partial void StateIsUnreadable(this ILogger logger, string kind, string cause);

    [LoggerMessage(2013, LogLevel.Error, "Expired protocol state could not be deleted; trying again in a minute.")]
    public static partial void ExpiryFailed(this ILogger logger, Exception exception);
}
