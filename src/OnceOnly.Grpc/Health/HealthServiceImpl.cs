// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using Grpc.Health.V1;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.HealthCheck;

/// <summary>`grpc.health.v1`: says of each service by name, and of the server by the empty name, whether it serves.</summary>
public class HealthServiceImpl : Grpc.Health.V1.Health.HealthBase
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServingStatus> _statuses = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSignal();
    private bool _stopped;

    /// <param name="service">`package.Service`, or empty for the server as a whole.</param>
    /// <param name="status">Told to whoever asks or watches.</param>
    public void SetStatus(string service, ServingStatus status) => Change(statuses => statuses[service] = status);

    public void ClearStatus(string service) => Change(statuses => statuses.Remove(service));

    public void ClearAll() => Change(statuses => statuses.Clear());

    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (status, _, _) = Look(request.Service);
        return status is { } known
            ? Task.FromResult(new HealthCheckResponse { Status = known })
            : throw new RpcException(new Status(StatusCode.NotFound, "There is no such service."));
    }

    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        ServingStatus? told = null;
        while (true)
        {
            var (status, changed, stopped) = Look(request.Service);
            var current = status ?? ServingStatus.ServiceUnknown;
            if (current != told)
            {
                await responseStream.WriteAsync(new HealthCheckResponse { Status = current }, context.CancellationToken);
                told = current;
            }

            if (stopped)
            {
                return;
            }

            await changed.WaitAsync(context.CancellationToken);
        }
    }

    /// <summary>Nothing serves any more, and whoever watches is told so and let go: a server that stops waits for its calls.</summary>
    internal void Stop() => Change(statuses =>
    {
        _stopped = true;
        foreach (var service in statuses.Keys)
        {
            statuses[service] = ServingStatus.NotServing;
        }
    });

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private (ServingStatus? Status, Task Changed, bool Stopped) Look(string service)
    {
        lock (_gate)
        {
            return (_statuses.TryGetValue(service, out var status) ? status : null, _changed.Task, _stopped);
        }
    }

    private void Change(Action<Dictionary<string, ServingStatus>> change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }

            change(_statuses);
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }
}
