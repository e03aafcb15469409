// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The messages a client streams to a service.</summary>
internal sealed class RequestStream<T>(ServerCall call, Func<DeserializationContext, T> deserializer) : IAsyncStreamReader<T>
    where T : class
{
    private T? _current;

    public T Current => _current ?? throw new InvalidOperationException("There is no current message.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        _current = await call.ReadAsync(deserializer, cancellationToken);
        return _current is not null;
    }
}
