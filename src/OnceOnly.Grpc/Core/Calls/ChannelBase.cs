// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.Core;

/// <summary>A way to one server.</summary>
public abstract class ChannelBase(string target)
{
    public string Target { get; } = target;

    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Cancels the calls that run and releases the connection.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
