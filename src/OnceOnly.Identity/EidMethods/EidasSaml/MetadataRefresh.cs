// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OnceOnly.Eidas.Metadata;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>Keeps what is known of the nodes fresh. What is wrong or cannot be had changes nothing until it expires.</summary>
internal sealed class MetadataRefresh(
    ConnectorDirectory connectors, TimeProvider time, ILogger<MetadataRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>For a citizen who waits: what is known, else one attempt to learn it now.</summary>
    public async Task<NodeMetadata?> FindAsync(Connector connector, CancellationToken cancellationToken)
    {
        if (connector.MetadataAt(time.GetUtcNow()) is { } known)
        {
            return known;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (connector.MetadataAt(time.GetUtcNow()) is null)
            {
                await LearnAsync(connector, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }

        return connector.MetadataAt(time.GetUtcNow());
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            foreach (var connector in connectors.All.Where(connector => connector.RefreshAt <= time.GetUtcNow()))
            {
                await LearnAsync(connector, stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LearnAsync(Connector connector, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var fault = await ReadAsync(connector, now, cancellationToken);
        if (fault is null)
        {
            connector.LearnedAt = now;
            connector.RefreshAt = now + Sooner(connector.Options.MetadataRefresh, connector.MetadataAt(now), now);
            return;
        }

        connector.RefreshAt = now + AfterFailure;
        logger.EidasMetadataNotLearned(connector.Id, fault);
    }

    private static async Task<string?> ReadAsync(Connector connector, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await using var document = await MetadataSource.OpenAsync(connector.Options, cancellationToken);
            if (!NodeMetadata.TryRead(document, connector.Options.PinnedEntityId, connector.Trust, now, out var metadata, out var fault))
            {
                return fault.ToString();
            }

            if (metadata.SingleSignOn(connector.Profile.Binding) is null)
            {
                return nameof(MetadataFault.NoEndpoint);
            }

            return connector.Learn(metadata);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested
            && failure is HttpRequestException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return failure is HttpRequestException { HttpRequestError: var error } ? error.ToString() : failure.GetType().Name;
        }
    }

    /// <summary>Long-lived metadata as configured, short-lived ones at half of what is left.</summary>
    private static TimeSpan Sooner(TimeSpan configured, NodeMetadata? metadata, DateTimeOffset now) =>
        metadata?.ValidUntil is { } end && (end - now) / 2 < configured ? (end - now) / 2 : configured;
}
