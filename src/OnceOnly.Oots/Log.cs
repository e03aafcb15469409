// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;

namespace OnceOnly.Oots;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Exchange {Exchange}: request {Request} left as message {Message}.")]
    public static partial void Requested(ILogger logger, string exchange, Guid request, string message);

    [LoggerMessage(2, LogLevel.Information, "Exchange {Exchange}: request {Request} was answered by message {Message}.")]
    public static partial void Answered(ILogger logger, string exchange, Guid request, string message);

    [LoggerMessage(3, LogLevel.Warning, "Message {Message} of party {Party} answers no request of ours, or one long over; it was dropped.")]
    public static partial void AnswerToNothing(ILogger logger, string message, string party);

    [LoggerMessage(4, LogLevel.Warning, "Message {Message} of party {Party} answers a request of exchange {Exchange} that was not made to it, or not so; it was dropped.")]
    public static partial void AnswerFromAnother(ILogger logger, string message, string party, string exchange);

    [LoggerMessage(5, LogLevel.Information, "Message {Message} answers exchange {Exchange}, for which nobody waits any more; it was dropped.")]
    public static partial void AnswerTooLate(ILogger logger, string message, string exchange);

    [LoggerMessage(6, LogLevel.Error, "Exchange {Exchange}: the request would break {Rules} and was not sent.")]
    public static partial void RequestBreaksRules(ILogger logger, string exchange, string rules);

    [LoggerMessage(7, LogLevel.Warning, "Exchange {Exchange}: the answer to request {Request} breaks {Rules}.")]
    public static partial void AnswerBreaksRules(ILogger logger, string exchange, Guid request, string rules);

    [LoggerMessage(8, LogLevel.Warning, "Exchange {Exchange}: the answer to request {Request} was refused: {Reason}.")]
    public static partial void AnswerRefused(ILogger logger, string exchange, Guid request, string reason);

    [LoggerMessage(9, LogLevel.Information, "Exchange {Exchange}: request {Request} was answered with {Codes}.")]
    public static partial void ErrorAnswer(ILogger logger, string exchange, Guid request, string codes);

    [LoggerMessage(10, LogLevel.Warning, "Exchange {Exchange}: the provider behind {Party} sends citizens to an origin that is not registered for it (Oots:Requesting:PreviewOrigins); not followed.")]
    public static partial void PreviewOriginUnknown(ILogger logger, string exchange, string party);

    [LoggerMessage(11, LogLevel.Warning, "Exchange {Exchange}: the second request {Request} was answered with another preview.")]
    public static partial void PreviewTwice(ILogger logger, string exchange, Guid request);

    [LoggerMessage(12, LogLevel.Error, "Exchange {Exchange}: readers of the answer to request {Request} keep dying; it is not read again.")]
    public static partial void AnswerKills(ILogger logger, string exchange, Guid request);

    [LoggerMessage(13, LogLevel.Error, "Exchange {Exchange}: the stored answer to request {Request} was altered.")]
    public static partial void AnswerAltered(ILogger logger, string exchange, Guid request, Exception exception);

    [LoggerMessage(14, LogLevel.Error, "No authority is configured for tenant {Tenant} (Oots:Requesting:Requesters); nothing was asked.")]
    public static partial void NoRequester(ILogger logger, string tenant);

    [LoggerMessage(15, LogLevel.Warning, "What {Country} offers is not known, or not all of it: {Reason}")]
    public static partial void CatalogueSilent(ILogger logger, string country, string reason);

    [LoggerMessage(16, LogLevel.Warning, "Message {Message} answers for an authority or a country that access point {Party} may not speak for (EDelivery:Partners:P:Countries, :Authorities); it is refused.")]
    public static partial void AnswerBeyondRemit(ILogger logger, string message, string party);

    [LoggerMessage(17, LogLevel.Error, "Exchange {Exchange}: the directory names access point {Party} for an authority or a country it may not speak for (EDelivery:Partners:P:Countries, :Authorities); nothing was asked.")]
    public static partial void ProviderBeyondRemit(ILogger logger, string exchange, string party);

    [LoggerMessage(18, LogLevel.Information, "Exchange {Exchange}: an eIDAS identifier is not of the form that R-EDM-REQ-C040, C051, C061 and C085 ask for (two countries, six characters at the least); the request goes without it.")]
    public static partial void IdentifierLeftOut(ILogger logger, string exchange);
}
