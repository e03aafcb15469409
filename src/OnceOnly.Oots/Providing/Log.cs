// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;

namespace OnceOnly.Oots.Providing;

/// <summary>What the provider's side says to operators. Never anything personal.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Answer {AnswerId} would break {Rules}; EDM:ERR:0008 is sent instead.")]
    public static partial void AnswerBreaksRules(ILogger logger, Guid answerId, string rules);

    [LoggerMessage(2, LogLevel.Warning, "Request in message {MessageId} names the record {RecordId}, which is no data service of ours with this evidence type and authority.")]
    public static partial void NoDataService(ILogger logger, string messageId, string recordId);

    [LoggerMessage(3, LogLevel.Warning, "Request in message {MessageId} names an authority or a country that access point {Party} may not speak for (EDelivery:Partners:P:Countries, :Authorities).")]
    public static partial void BeyondRemit(ILogger logger, string messageId, string party);
}
