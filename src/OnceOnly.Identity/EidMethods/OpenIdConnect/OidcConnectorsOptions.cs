// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Logging in through national connectors that speak OpenID Connect.</summary>
public sealed class OidcConnectorsOptions
{
    public const string Section = "Identity:OidcConnectors";

    /// <summary>By identifier, for example one a country.</summary>
    public Dictionary<string, OidcConnectorOptions> Connectors { get; } = [];
}
