// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>The messages a server streams.</summary>
internal sealed class ResponseReader<T>(ClientCall<T> call) : IAsyncStreamReader<T>
    where T : class
{
    private T? _current;

    public T Current => _current ?? throw new InvalidOperationException("There is no current message.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        using var cancellation = call.CancelWith(cancellationToken);
        _current = await call.ReadAsync();
        return _current is not null;
    }
}
