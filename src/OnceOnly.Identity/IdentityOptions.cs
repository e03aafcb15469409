// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Dpop;
using OnceOnly.Identity.Keys;

namespace OnceOnly.Identity;

/// <summary>The OpenID provider's configuration (<c>Identity</c>).</summary>
public sealed class IdentityOptions
{
    /// <summary>Issuer identifier and public address of every endpoint: an https origin without a path. Never taken from the Host header.</summary>
    [Required(ErrorMessage = "Identity:Issuer is missing; give the public https address of the gateway, for example https://gateway.example.")]
    public string Issuer { get; set; } = string.Empty;

    /// <summary>Public address of the listener that asks for client certificates; null when there is none.</summary>
    public string? MutualTlsBaseUri { get; set; }

    /// <summary>Audience of access tokens. <value>The default is <see cref="Issuer"/>.</value></summary>
    public string? Resource { get; set; }

    /// <summary>Public addresses of the evidence API that a DPoP proof may name. <value>The default is <see cref="Issuer"/>, and <see cref="MutualTlsBaseUri"/> always counts.</value></summary>
    public List<string> ResourceBaseUris { get; } = [];

    /// <summary>Level of a log-in for which the e-service asks nothing in particular. <value>The default is substantial.</value></summary>
    public LevelOfAssurance DefaultLevelOfAssurance { get; set; } = LevelOfAssurance.Substantial;

    /// <summary>Where the provider's own keys are.</summary>
    public KeyOptions Keys { get; } = new();

    /// <summary>How long things last.</summary>
    public LifetimeOptions Lifetimes { get; } = new();

    /// <summary>Proof of possession.</summary>
    public DpopOptions Dpop { get; } = new();

    /// <summary>The registered e-services.</summary>
    public List<Client> Clients { get; } = [];
}
