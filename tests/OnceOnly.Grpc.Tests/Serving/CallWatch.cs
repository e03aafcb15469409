// SPDX-License-Identifier: EUPL-1.2

using System.Threading.Channels;
using Grpc.Core;

namespace OnceOnly.Grpc.Tests.Serving;

/// <summary>Tells a test what its streaming call looked like from the service, when the call names itself in a header.</summary>
public sealed class CallWatch
{
    public const string Header = "x-watch";

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Channel<string>> _calls = new(StringComparer.Ordinal);
    private long _sent;

    /// <summary>Messages the service has handed to the runtime, over all calls.</summary>
    public long SentMessages => Interlocked.Read(ref _sent);

    public void Sent() => Interlocked.Increment(ref _sent);

    /// <summary>How the service's method left: `done`, or the name of the exception.</summary>
    public async Task<string> EndOfAsync(string call)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await Of(call).Reader.ReadAsync(patience.Token);
    }

    public async Task FollowAsync(ServerCallContext context, Func<Task> method)
    {
        var end = "done";
        try
        {
            await method();
        }
        catch (Exception exception)
        {
            end = exception.GetType().Name;
            throw;
        }
        finally
        {
            if (context.RequestHeaders.GetValue(Header) is { } call)
            {
                Of(call).Writer.TryWrite(end + (context.CancellationToken.IsCancellationRequested ? ", cancelled" : ""));
            }
        }
    }

    private Channel<string> Of(string call) => _calls.GetOrAdd(call, _ => Channel.CreateUnbounded<string>());
}
