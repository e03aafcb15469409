// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.Core;

/// <summary>A method of a service, without its message types.</summary>
public interface IMethod
{
    MethodType Type { get; }

    string ServiceName { get; }

    string Name { get; }

    /// <summary>Path of the method on the wire, with its leading slash.</summary>
    string FullName { get; }
}
