// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EndToEnd.Worlds;

namespace OnceOnly.EndToEnd.Crashes;

/// <summary>Kills the gateway and brings it back; everybody else only has to say what they want to survive.</summary>
internal sealed class GatewayLife(WorldAround world) : ISurvival, IDisposable
{
    private readonly SemaphoreSlim _steps = new(0);
    private volatile TaskCompletionSource _alive = Completed();

    /// <summary>Waits until so many more steps have begun: lives are measured in work, because machines differ.</summary>
    public async Task AfterStepsAsync(int count, CancellationToken cancellationToken)
    {
        for (var step = 0; step < count; step++)
        {
            await _steps.WaitAsync(cancellationToken);
        }
    }

    /// <summary>SIGKILL, then a start on the same files.</summary>
    /// <param name="whileDead">Done in between.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task DieAndReturnAsync(Action whileDead, CancellationToken cancellationToken)
    {
        var alive = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _alive = alive;
        await world.KillGatewayAsync();
        whileDead();
        await world.StartGatewayAsync(cancellationToken);
        alive.SetResult();
    }

    /// <summary>Repeats a step for as long as the gateway dies under it. What fails while the gateway lives is a failure.</summary>
    public async Task<T> SurviveAsync<T>(Func<Task<T>> step, CancellationToken cancellationToken)
    {
        while (true)
        {
            var life = _alive;
            await life.Task.WaitAsync(cancellationToken);
            _steps.Release();
            try
            {
                return await step();
            }
            catch (Exception) when (life != _alive)
            {
                // The gateway died meanwhile, in whichever of the many ways that shows.
            }
        }
    }

    public void Dispose() => _steps.Dispose();

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
