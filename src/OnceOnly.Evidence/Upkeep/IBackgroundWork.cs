// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Upkeep;

/// <summary>
/// Something an instance does now and then. Every step is guarded by revisions or leases, so instances may do it side by
/// side.
/// </summary>
public interface IBackgroundWork
{
    /// <summary>Time between two turns.</summary>
    TimeSpan Every { get; }

    Task TurnAsync(CancellationToken cancellationToken);

    /// <summary>Lets go, when the instance stops, of what others would have to wait for.</summary>
    Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
