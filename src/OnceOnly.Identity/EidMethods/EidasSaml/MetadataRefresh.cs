// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Evidence.State;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>
/// Keeps what is known of the nodes fresh. What is wrong or cannot be had changes nothing until it expires. Each node has
/// attempts of its own, one at a time, so that one whose address is dead holds up neither the others nor their citizens.
/// </summary>
internal sealed class MetadataRefresh(
    ConnectorDirectory connectors, MetadataWatermark watermark, TimeProvider time, ILogger<MetadataRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    // A citizen is told that the node is not there; the attempt goes on.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _starting = new();
    private readonly CancellationTokenSource _ended = new();

    /// <summary>For a citizen who waits: what is known, else what one attempt learns now, unless one failed a moment ago.</summary>
    public async Task<NodeMetadata?> FindAsync(Connector connector, CancellationToken cancellationToken)
    {
        if (connector.MetadataAt(time.GetUtcNow()) is { } known)
        {
            return known;
        }

        try
        {
            await LearnWhenDueAsync(connector).WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }

        return connector.MetadataAt(time.GetUtcNow());
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _ended.Cancel();
        return base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _ended.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var connector in connectors.All.Where(connector => connector.IsAcceptanceOver(time.GetUtcNow())))
        {
            logger.EidasMetadataAcceptanceOver(connector.Id);
        }

        // None of them returns but with the gateway: what goes wrong is a fault of one attempt.
        await await Task.WhenAny(connectors.All.Select(connector => KeepFreshAsync(connector, stoppingToken)));
    }

    private async Task KeepFreshAsync(Connector connector, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            await LearnWhenDueAsync(connector).WaitAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Joins the attempt that is under way, or makes one if it is time; it outlives whoever waits for it.</summary>
    private Task LearnWhenDueAsync(Connector connector)
    {
        lock (_starting)
        {
            if (connector.Attempt.IsCompleted && connector.RefreshAt <= time.GetUtcNow())
            {
                connector.Attempt = Task.Run(() => LearnAsync(connector, _ended.Token));
            }

            return connector.Attempt;
        }
    }

    private async Task LearnAsync(Connector connector, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var fault = await ReadAsync(connector, now, cancellationToken);
        if (fault is null)
        {
            connector.RefreshAt = now + Sooner(connector.Options.MetadataRefresh, connector.MetadataAt(now), now);
            return;
        }

        // From its end on: one that took long shall not be followed by the next at once.
        connector.RefreshAt = time.GetUtcNow() + AfterFailure;
        logger.EidasMetadataNotLearned(connector.Id, fault);
    }

    private async Task<string?> ReadAsync(Connector connector, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await using var document = await MetadataSource.OpenAsync(connector.Options, cancellationToken);
            if (!NodeMetadata.TryRead(document, connector.Options.PinnedEntityId, connector.Trust, now, out var metadata, out var fault))
            {
                return fault.ToString();
            }

            if (connector.RuleBrokenBy(metadata) is { } broken)
            {
                return broken;
            }

            if (metadata.StatedEnd is { } end && !await watermark.TryMoveAsync(connector, end, now, cancellationToken))
            {
                return "metadata-rollback";
            }

            connector.Learn(metadata, now);
            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested
            && failure is HttpRequestException or IOException or UnauthorizedAccessException or OperationCanceledException
                or StateUnavailableException or DbException or InvalidDataException)
        {
            return failure switch
            {
                HttpRequestException { HttpRequestError: var error } => error.ToString(),
                InvalidDataException { Message: var whichFile } => whichFile,
                _ => failure.GetType().Name,
            };
        }
#pragma warning disable CA1031 // Whatever is wrong with one node, or with a file about it, must not end the gateway.
        catch (Exception unforeseen) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.EidasMetadataFailed(unforeseen, connector.Id);
            return unforeseen.GetType().Name;
        }
    }

    /// <summary>Long-lived metadata as configured, short-lived ones at half of what is left.</summary>
    private static TimeSpan Sooner(TimeSpan configured, NodeMetadata? metadata, DateTimeOffset now) =>
        metadata?.ValidUntil is { } end && (end - now) / 2 < configured ? (end - now) / 2 : configured;
}
