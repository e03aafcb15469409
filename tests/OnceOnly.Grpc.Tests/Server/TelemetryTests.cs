// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Grpc.Tests.Protos;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Server;

public sealed class TelemetryTests
{
    [Fact]
    public async Task the_duration_of_each_call_is_measured_with_its_outcome()
    {
        await using var server = await TestServer.StartAsync();
        var measured = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        var meters = server.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name == "rpc.server.call.duration" && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            seconds.ShouldBeGreaterThanOrEqualTo(0);
            measured.Enqueue(string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")));
        });
        listener.Start();
        using var channel = server.Connect();
        var client = new Interop.InteropClient(channel);

        await client.NothingAsync(new Empty());
        await Should.ThrowAsync<RpcException>(async () => await client.OneAsync(new OneRequest { Ending = new Ending { Code = 5 } }));
        await Should.ThrowAsync<RpcException>(async () => await client.OneAsync(new OneRequest { Ending = new Ending { Crash = true } }));
        await Should.ThrowAsync<RpcException>(async () => await new Absent.AbsentClient(channel).NothingAsync(new Empty()));
        await Patience.UntilAsync(() => measured.Count == 4);

        measured.ShouldBe([
            "rpc.system.name=grpc rpc.method=onceonly.testing.v1.Interop/Nothing rpc.response.status_code=OK",
            "rpc.system.name=grpc rpc.method=onceonly.testing.v1.Interop/One rpc.response.status_code=NOT_FOUND",
            "rpc.system.name=grpc rpc.method=onceonly.testing.v1.Interop/One rpc.response.status_code=UNKNOWN error.type=UNKNOWN",
            "rpc.system.name=grpc rpc.method=_OTHER rpc.response.status_code=UNIMPLEMENTED error.type=UNIMPLEMENTED",
        ]);
    }
}
