// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Profiles;

namespace OnceOnly.Eidas.Requests;

/// <summary>What one request asks for.</summary>
public sealed record AuthnRequestOptions
{
    /// <summary>Where the request goes: the node's <see cref="Metadata.NodeMetadata.SingleSignOn"/>.</summary>
    public required string Destination { get; init; }

    /// <summary>Level of assurance to reach.</summary>
    public required AuthnContextDemand Demand { get; init; }

    /// <summary>At least one complete minimum data set, all of it required.</summary>
    public IReadOnlyList<RequestedAttribute> Attributes { get; init; } = RequestedAttribute.NaturalPerson;

    /// <summary>One of <see cref="Saml.NameIdFormat"/>.</summary>
    public string NameIdFormat { get; init; } = Saml.NameIdFormat.Unspecified;

    /// <summary>Where the node differs from the eIDAS profile.</summary>
    public ConnectorProfile Profile { get; init; } = ConnectorProfile.Eidas;
}
