// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.Core;

/// <summary>The messages a service streams.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>
{
}
