// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Registries.Tests;

/// <summary>The adapter as a host has it: everything through its registration and its ports.</summary>
internal sealed class RegistryAdapter : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public RegistryAdapter(IConfiguration configuration, TimeProvider? time = null)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        if (time is not null)
        {
            collection.AddSingleton(time);
        }

        collection.AddOnceOnlyRegistries(configuration);
        services = collection.BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }

    public CollectedLog Log { get; } = new();

    /// <summary>Asked before a request is repeated; yes unless a test says otherwise.</summary>
    public Func<EvidenceErrorCode, Task<bool>> MayRepeatAsync { get; set; } = _ => Task.FromResult(true);

    public IServiceProvider Services => services;

    public IEvidenceCatalogue Catalogue => services.GetRequiredService<IEvidenceCatalogue>();

    public IEvidenceProvider Provider => services.GetRequiredService<IEvidenceProvider>();

    public async Task<ProviderAnswer> AskAsync(
        string evidenceType, AuthenticatedPerson person, IDocumentSink sink, CancellationToken cancellationToken = default)
    {
        var procedure = person.Subject is LegalPerson ? "X1" : "T3";
        var offers = await Catalogue.FindAsync(new EvidenceQuery(procedure, EvidenceType: evidenceType), cancellationToken);
        var question = new ProviderQuestion("exchange-1", offers.ShouldHaveSingleItem(), person, procedure, "municipality-a", MayRepeatAsync);
        return await Provider.AskAsync(question, sink, cancellationToken);
    }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();
}
