// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.Core;

/// <summary>Which side sends one message and which a stream of them.</summary>
public enum MethodType
{
    Unary,
    ClientStreaming,
    ServerStreaming,
    DuplexStreaming,
}
