// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Diagnostics.HealthChecks;
using OnceOnly.Evidence.State;

namespace OnceOnly.Gateway.Operations.Health;

/// <summary>
/// Whether the state can be reached and takes writes: it really writes, to one row that all instances share. However
/// often it is asked, that is once a second.
/// </summary>
internal sealed class StateCheck(IEvidenceState state, TimeProvider time) : IHealthCheck, IDisposable
{
    private const string Row = "readiness";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly string _owner = Guid.NewGuid().ToString("N");
    private HealthCheckResult _last;
    private DateTimeOffset _lastAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (time.GetUtcNow() - _lastAt >= Fresh)
            {
                _last = await LookAsync(cancellationToken);
                _lastAt = time.GetUtcNow();
            }

            return _last;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<HealthCheckResult> LookAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            // A lease that ends when it begins: whoever asks next may have it.
            var now = time.GetUtcNow();
            await state.TryLeaseAsync(Row, _owner, now, now, either.Token).WaitAsync(either.Token);
            return HealthCheckResult.Healthy();
        }
#pragma warning disable CA1031 // Whatever is the matter, the state does not take writes.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return HealthCheckResult.Unhealthy("the state cannot be reached or takes no writes", exception);
        }
    }
}
