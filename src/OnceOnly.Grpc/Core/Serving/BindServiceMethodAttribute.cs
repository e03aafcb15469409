// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.Core;

/// <summary>Generated code says here which static method lists the methods of a service base class.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
{
    public Type BindType { get; } = bindType;

    public string BindMethodName { get; } = bindMethodName;
}
