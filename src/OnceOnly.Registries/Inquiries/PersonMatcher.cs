// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;
using OnceOnly.Registries.Calls;

namespace OnceOnly.Registries.Inquiries;

/// <summary>Finds the one record that the registry keeps of the person.</summary>
internal sealed class PersonMatcher(InquiryContext context)
{
    private const int MaximumBytes = 1024 * 1024;
    private const string Source = "the lookup";

    /// <returns>The match, or what to answer when there is none.</returns>
    public async Task<(MatchedRecord? Match, ProviderAnswer? Unmatched)> MatchAsync(CancellationToken cancellationToken)
    {
        var lookup = context.Evidence.Lookup;
        var address = lookup.Path.Fill(context.Provider.BaseAddress, context.ValueOf);
        var body = lookup.Body?.Fill(context.ValueOf);
        if (address is null || (lookup.Body is not null && body is null))
        {
            return (null, context.NotFound("the eID gave nothing that this registry can be asked by"));
        }

        var call = new RegistryCall(
            CallStep.Lookup, lookup.Method, address, MediaTypes.Json, MaximumBytes, context.Question.ExchangeId, context.Question.MayRepeatAsync)
        {
            JsonBody = body,
            Deferral = context.Evidence.Deferral,
        };
        return await context.Caller.CallAsync(call, cancellationToken) switch
        {
            RegistryReply.Whole whole => Judge(whole.Body),
            var reply => (null, context.AnswerOf(reply)),
        };
    }

    private (MatchedRecord? Match, ProviderAnswer? Unmatched) Judge(byte[] body)
    {
        var lookup = context.Evidence.Lookup;
        if (!MatchedRecord.TryRead(body, lookup, out var match))
        {
            return (null, context.Refused(EvidenceErrorCode.RegistryAnswerInvalid, "not as declared", Source));
        }

        var unmatched = match.Record is { } record
            ? context.Check(lookup.Check, record, Source)
            : context.NotFound(match.Count == 0 ? "no record" : "several records");
        return (unmatched is null ? match : null, unmatched);
    }
}
