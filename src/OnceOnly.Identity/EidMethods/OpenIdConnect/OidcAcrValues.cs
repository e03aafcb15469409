// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Which levels a connector is asked for (<c>acr_values</c>).</summary>
public enum OidcAcrValues
{
    /// <summary>Every one that will do, the lowest first.</summary>
    All,

    /// <summary>The lowest one that will do, where the connector takes it for a minimum and no list.</summary>
    Minimum,

    /// <summary>None, where the connector knows no such parameter.</summary>
    None,
}
