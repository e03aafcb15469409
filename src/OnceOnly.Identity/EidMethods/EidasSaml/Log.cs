// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Eidas.Responses;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>What the operator learns about eIDAS log-ins. Rules have names; persons do not appear.</summary>
internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Warning, "The metadata of eIDAS connector {Connector} could not be learned: {Fault}. What is known serves until it expires.")]
    public static partial void EidasMetadataNotLearned(this ILogger logger, string connector, string fault);

    [LoggerMessage(2102, LogLevel.Warning, "An eIDAS answer belongs to no open request: too late, a second time, or never asked for.")]
    public static partial void EidasAnswerUnexpected(this ILogger logger);

    [LoggerMessage(2103, LogLevel.Warning, "An answer of eIDAS connector {Connector} was refused. Rules broken: {Rules}.")]
    public static partial void EidasAnswerRefused(this ILogger logger, string connector, string rules);

    [LoggerMessage(2104, LogLevel.Information, "eIDAS connector {Connector} says that there was no log-in: {Reason}.")]
    public static partial void EidasLoginUnsuccessful(this ILogger logger, string connector, LoginFailureReason reason);

    [LoggerMessage(2105, LogLevel.Warning, "The clock of eIDAS connector {Connector} seems to differ from ours by {Seconds} s at least (positive: it is ahead). Compare both with a time server.")]
    public static partial void EidasClockDiffers(this ILogger logger, string connector, long seconds);

    [LoggerMessage(2110, LogLevel.Information, "An answer of eIDAS connector {Connector} came {Seconds} s after it was made, and nothing else is wrong with it: a slow citizen or network.")]
    public static partial void EidasAnswerLate(this ILogger logger, string connector, long seconds);

    [LoggerMessage(2106, LogLevel.Warning, "Metadata of eIDAS connector {Connector} that end at {End:u} were taken although later ones were known, as AcceptMetadataEndingFrom says. From now on earlier ones than these are refused: take the setting away.")]
    public static partial void EidasMetadataMarkLowered(this ILogger logger, string connector, DateTimeOffset end);

    [LoggerMessage(2107, LogLevel.Warning, "AcceptMetadataEndingFrom of eIDAS connector {Connector} lies in the past and has no effect: take it away.")]
    public static partial void EidasMetadataAcceptanceOver(this ILogger logger, string connector);

    [LoggerMessage(2108, LogLevel.Error, "The metadata of eIDAS connector {Connector} want a RequesterID (requester-id-wanted) and none is configured: nobody can log in there. Set RequesterId for it.")]
    public static partial void EidasRequesterIdWanted(this ILogger logger, string connector);

    [LoggerMessage(2109, LogLevel.Error, "Learning the metadata of eIDAS connector {Connector} failed in a way nobody foresaw.")]
    public static partial void EidasMetadataFailed(this ILogger logger, Exception cause, string connector);

    [LoggerMessage(2111, LogLevel.Warning, "Our SAML certificate for {Use} ends at {End:u}, in {Days} days. Nodes refuse it from then on, and nobody can log in: roll the key over now.")]
    public static partial void EidasCertificateEnds(this ILogger logger, string use, DateTimeOffset end, int days);

    [LoggerMessage(2112, LogLevel.Error, "Our SAML certificate for {Use} ended at {End:u}. Nodes that check it refuse us, and nobody can log in there: replace the key.")]
    public static partial void EidasCertificateEnded(this ILogger logger, string use, DateTimeOffset end);
}
