// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Grpc.Tests.Protocol;
using OnceOnly.Grpc.Tests.Protos;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Server;

public sealed class DeadlineTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly TaskCompletionSource<ServerCallContext> _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Empty> _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(
        services: services => services
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton<ScriptedService.Script>(call =>
            {
                _entered.SetResult(call);
                return _release.Task;
            }),
        endpoints: app => app.MapGrpcService<ScriptedService>());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task the_service_knows_the_deadline_by_the_servers_clock()
    {
        var answer = StartAsync("90S");
        var call = await _entered.Task.InTime();

        call.Deadline.ShouldBe(_time.GetUtcNow().UtcDateTime.AddSeconds(90));
        _release.SetResult(new Empty());
        (await answer).Status.ShouldBe(StatusCode.OK);
        _time.Timers.ShouldBe(0);
    }

    [Fact]
    public async Task without_a_timeout_there_is_no_deadline()
    {
        var answer = StartAsync(null);

        (await _entered.Task.InTime()).Deadline.ShouldBe(DateTime.MaxValue);
        _release.SetResult(new Empty());
        (await answer).Status.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task a_service_that_does_not_listen_is_cut_off_and_what_it_says_later_is_not_sent()
    {
        var answer = StartAsync("1S");
        var call = await _entered.Task.InTime();
        call.ResponseTrailers.Add("x-late", "1");
        _time.Advance(TimeSpan.FromMilliseconds(999));
        call.CancellationToken.IsCancellationRequested.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        var told = await answer;
        told.Status.ShouldBe(StatusCode.DeadlineExceeded);
        told.IsTrailersOnly.ShouldBeTrue();
        told.Headers.ShouldNotContainKey("x-late");
        call.CancellationToken.IsCancellationRequested.ShouldBeTrue();
        await Should.ThrowAsync<OperationCanceledException>(() => call.WriteResponseHeadersAsync([]));
        _release.SetResult(new Empty());
    }

    [Fact]
    public async Task a_service_that_fails_because_of_the_deadline_exceeded_it()
    {
        var answer = StartAsync("1S");
        var call = await _entered.Task.InTime();
        call.CancellationToken.Register(() => _release.SetException(new IOException("torn down")));
        _time.Advance(TimeSpan.FromSeconds(1));

        (await answer).Status.ShouldBe(StatusCode.DeadlineExceeded);
        _server.Logs.Lines.ShouldNotContain(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }

    [Fact]
    public async Task a_service_that_a_slow_client_holds_back_is_cut_off_too()
    {
        using var raw = new RawCall(_server.Http2, RawCall.Down);
        raw.Headers["grpc-timeout"] = "1S";
        raw.Headers[CallWatch.Header] = "slow";
        var much = new ManyRequest { Wishes = { Enumerable.Repeat(new Wish { Size = 64 * 1024 }, 1000) } };
        using var response = await raw.OpenAsync(new ByteArrayContent(RawCall.Frame(much)));
        _time.Advance(TimeSpan.FromSeconds(1));

        (await _server.Watch.EndOfAsync("slow")).ShouldEndWith(", cancelled");
        var body = await response.Content.ReadAsByteArrayAsync();
        body.Length.ShouldBeLessThan(64 * 1024 * 1000);
        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["4"]);
    }

    [Fact]
    public async Task the_client_gives_up_by_its_own_clock()
    {
        var time = new ManualTime();
        using var channel = _server.Connect(options => options.ServiceProvider =
            new ServiceCollection().AddSingleton<TimeProvider>(time).BuildServiceProvider());
        var client = new Absent.AbsentClient(channel);
        using var call = client.NothingAsync(new Empty(), deadline: time.GetUtcNow().UtcDateTime.AddMinutes(1));
        var context = await _entered.Task.InTime();
        context.Deadline.ShouldBe(_time.GetUtcNow().UtcDateTime.AddMinutes(1));
        time.Advance(TimeSpan.FromMinutes(1));

        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync.InTime())).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        await Patience.UntilAsync(() => context.CancellationToken.IsCancellationRequested);
        _release.SetResult(new Empty());
    }

    [Fact]
    public async Task a_deadline_in_the_past_is_never_sent()
    {
        using var channel = _server.Connect();
        var past = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-1);

        var failure = await Should.ThrowAsync<RpcException>(async () => await new Absent.AbsentClient(channel).NothingAsync(new Empty(), deadline: past));

        failure.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        _entered.Task.IsCompleted.ShouldBeFalse();
    }

    private async Task<RawAnswer> StartAsync(string? timeout)
    {
        using var call = new RawCall(_server.Http2, "/onceonly.testing.v1.Absent/Nothing");
        if (timeout is not null)
        {
            call.Headers["grpc-timeout"] = timeout;
        }

        return await call.SendAsync(RawCall.Frame([])).InTime();
    }
}
