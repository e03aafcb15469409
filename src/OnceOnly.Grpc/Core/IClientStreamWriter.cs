// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.Core;

/// <summary>The messages a client streams.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>No message follows.</summary>
    Task CompleteAsync();
}
