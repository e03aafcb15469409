// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Protection;

/// <summary>Load balancers whose <c>X-Forwarded-For</c> is believed (<c>Forwarding</c>). With none, the header is ignored.</summary>
public sealed class ForwardingOptions
{
    public const string Section = "Forwarding";

    /// <summary>Networks in CIDR notation, for example <c>10.0.0.0/24</c>.</summary>
    public IList<string> KnownNetworks { get; } = [];
}
