// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Asking;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Checkpoints;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Previews;
using OnceOnly.Evidence.Telemetry;
using OnceOnly.Evidence.Upkeep;

namespace OnceOnly.Evidence;

/// <summary>Registers the heart.</summary>
public static class EvidenceServiceCollectionExtensions
{
    /// <summary>
    /// The broker, explicit requests, previews and "my data". The host adds the ports: a catalogue, an e-service directory,
    /// at least one provider, and a store; and runs <see cref="BackgroundWorker"/>.
    /// </summary>
    public static IServiceCollection AddOnceOnlyEvidence(this IServiceCollection services, Action<EvidenceOptions> configure)
    {
        services.AddOptions<EvidenceOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EvidenceOptions>, EvidenceOptionsRules>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EvidenceMeter>();
        services.TryAddSingleton<ServingMeter>();
        services.AddKeys();
        services.AddExchanges();
        services.AddUpkeep();
        services.TryAddSingleton<IEvidenceBroker, EvidenceBroker>();
        services.TryAddSingleton<IExplicitRequests, ExplicitRequestDesk>();
        services.TryAddSingleton<PreviewGate>();
        services.TryAddSingleton<Departures>();
        services.TryAddSingleton<IPreviews, PreviewDesk>();
        services.TryAddSingleton<MyDataEntries>();
        services.TryAddSingleton<ErasureLease>();
        services.TryAddSingleton<IMyData, MyData>();
        return services;
    }

    private static void AddKeys(this IServiceCollection services)
    {
        services.TryAddSingleton<KeyRing>();
        services.TryAddSingleton<GatewayKeys>();
        services.TryAddSingleton<LogKeys>();
        services.TryAddSingleton<PersonReferences>();
        services.TryAddSingleton<SealedPerson>();
        services.TryAddSingleton<CopyKeys>();
        services.TryAddSingleton<CopyVault>();
        services.TryAddSingleton<ReusableCopies>();
        services.TryAddSingleton<LedgerRecorder>();
        services.TryAddSingleton<IMessageLedger, MessageLedger>();
    }

    private static void AddExchanges(this IServiceCollection services)
    {
        services.TryAddSingleton<ProposalMaker>();
        services.TryAddSingleton<CallCheck>();
        services.TryAddSingleton<ExchangeChanges>();
        services.TryAddSingleton<Settlement>();
        services.TryAddSingleton<InteractionLinks>();
        services.TryAddSingleton<ExchangeViews>();
        services.TryAddSingleton<ExchangeStart>();
        services.TryAddSingleton<DocumentsDigest>();
        services.TryAddSingleton<Deliveries>();
        services.TryAddSingleton<AskIntent>();
        services.TryAddSingleton<AskOutcome>();
        services.TryAddSingleton<ProviderAsker>();
    }

    private static void AddUpkeep(this IServiceCollection services)
    {
        services.TryAddSingleton<BackgroundWorker>();
        services.TryAddSingleton<LedgerStatus>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IBackgroundWork, SignsOfLife>(),
            ServiceDescriptor.Singleton<IBackgroundWork, Recovery>(),
            ServiceDescriptor.Singleton<IBackgroundWork, Expiry>(),
            ServiceDescriptor.Singleton<IBackgroundWork, Sweeping>(),
            ServiceDescriptor.Singleton<IBackgroundWork, LogRetention>(),
            ServiceDescriptor.Singleton<IBackgroundWork, LedgerSequencer>(),
        ]);
    }
}
