// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Listeners;

/// <summary>The doors of the gateway. Each endpoint is served at the doors it names and nowhere else.</summary>
public enum Listener
{
    /// <summary>Citizens and e-services: HTTPS, HTTP/1.1 and HTTP/2.</summary>
    Public,

    /// <summary>E-services that show a client certificate.</summary>
    MutualTls,

    /// <summary>A second origin that only shows documents from outside, so that nothing in them meets our cookies.</summary>
    Documents,

    /// <summary>Access points of other Member States.</summary>
    EDelivery,

    /// <summary>Health and metrics; plain HTTP on the loopback interface or a management network.</summary>
    Operations,
}
