// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Listeners;

/// <summary>Endpoint metadata: the doors at which it is served. Without it an endpoint is served at <see cref="Listener.Public"/> only.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ServedOnAttribute(params Listener[] listeners) : Attribute
{
    public IReadOnlyList<Listener> Listeners { get; } = listeners;
}
