// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Providers;
using OnceOnly.Registries.Calls;
using OnceOnly.Registries.Declarations;
using OnceOnly.Registries.Inquiries;

namespace OnceOnly.Registries;

/// <summary>The registries of the configuration, asked over HTTP.</summary>
internal sealed class RegistryEvidenceProvider(
    RegistryDeclarations declarations,
    IHttpClientFactory clients,
    RegistryMetrics metrics,
    TimeProvider time,
    ILogger<RegistryEvidenceProvider> logger) : IEvidenceProvider
{
    private readonly Dictionary<string, RegistryCaller> callers = declarations.Providers.Values.ToDictionary(
        provider => provider.Id,
        provider => new RegistryCaller(provider, new RegistryClient(provider, clients, time), metrics, time, logger),
        StringComparer.Ordinal);

    public bool Reaches(string provider) => callers.ContainsKey(provider);

    public async Task<ProviderAnswer> AskAsync(ProviderQuestion question, IDocumentSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (!declarations.Providers.TryGetValue(question.Offer.Provider, out var provider)
            || !provider.Evidence.TryGetValue(question.Offer.EvidenceType, out var evidence))
        {
            return new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.NoProvider));
        }

        if (evidence.Subject != (question.Person.Subject is LegalPerson ? SubjectKind.LegalPerson : SubjectKind.NaturalPerson))
        {
            return new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.EvidenceNotFound));
        }

        using var late = new CancellationTokenSource(provider.Resilience.Timeouts.Total, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var inquiry = new Inquiry(new InquiryContext(provider, evidence, callers[provider.Id], question, time, logger), sink);
        try
        {
            return await inquiry.AskAsync(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Log.TooSlow(logger, provider.Id, question.Offer.EvidenceType, question.ExchangeId);
            return new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryUnreachable));
        }
    }
}
