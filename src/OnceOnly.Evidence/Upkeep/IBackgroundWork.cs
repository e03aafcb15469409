// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Upkeep;

/// <summary>
/// Something an instance does now and then. Every step is guarded by revisions, so nothing goes wrong when two do it side by
/// side for a moment; the lease keeps all of them from doing the same work all the time.
/// </summary>
public interface IBackgroundWork
{
    /// <summary>Time between two turns.</summary>
    TimeSpan Every { get; }

    /// <summary>Name under which one instance at a time does it; null when each instance has to do it for itself.</summary>
    string? Lease => null;

    Task TurnAsync(CancellationToken cancellationToken);

    /// <summary>Lets go, when the instance stops, of what others would have to wait for.</summary>
    Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
