// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>One national connector that speaks OpenID Connect (<c>Identity:OidcConnectors:ID</c>).</summary>
public sealed class OidcConnectorOptions
{
    /// <summary>Its issuer identifier, https; discovery starts there, and tokens and answers must name exactly it.</summary>
    public string Issuer { get; set; } = string.Empty;

    /// <summary>Origins beside the issuer's where its endpoints and keys may be, for example <c>https://login.example</c>.</summary>
    public List<string> EndpointOrigins { get; } = [];

    /// <summary>Country whose citizens log in there (Greece is <c>EL</c>); identifiers of others are refused.</summary>
    public string Country { get; set; } = string.Empty;

    /// <summary>Name of the eID scheme, when it says more than the country does.</summary>
    public string? Name { get; set; }

    public string ClientId { get; set; } = string.Empty;

    /// <summary>File with the client secret (<c>client_secret_basic</c>); or give <see cref="ClientKey"/>.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>Key and certificate that sign client assertions (<c>private_key_jwt</c>): P-256 (ES256) or RSA (PS256).</summary>
    public KeyFiles ClientKey { get; } = new();

    /// <summary>Identifier of <see cref="ClientKey"/> at the connector.</summary>
    public string? ClientKeyId { get; set; }

    /// <summary>Asked for besides <c>openid</c>.</summary>
    public List<string> Scopes { get; } = [];

    /// <summary>Algorithms that may sign ID tokens. <value>Empty means ES256, ES384, ES512, PS256, PS384 and PS512.</value></summary>
    public List<string> Algorithms { get; } = [];

    /// <summary>By level: the <c>acr</c> values that mean it. <value>Empty means the eIDAS URIs.</value></summary>
    public Dictionary<LevelOfAssurance, List<string>> Levels { get; } = [];

    /// <summary>Best level it can reach; more is not offered, nor believed.</summary>
    public LevelOfAssurance HighestLevel { get; set; } = LevelOfAssurance.High;

    /// <summary>Which claim holds what.</summary>
    public OidcClaimOptions Claims { get; } = new();

    /// <summary>Whether the claims about the person come from the UserInfo endpoint, not the ID token.</summary>
    public bool UserInfo { get; set; }

    /// <summary>Our country, put with theirs before identifiers that come without countries; or give <see cref="IdentifiersFor"/>.</summary>
    public string? NationalIdentifiersFor { get; set; }

    /// <summary>Our country (Greece is <c>EL</c>), where identifiers come with countries; those made for another one are refused.</summary>
    public string? IdentifiersFor { get; set; }

    /// <summary>Whether an ID token without <c>auth_time</c> is refused. Without it nothing proves that the citizen logged in just now.</summary>
    public bool AuthenticationTimeRequired { get; set; } = true;

    /// <summary>Authorities that may have issued the connector's TLS certificate, instead of the machine's.</summary>
    public string? TrustedAuthoritiesFile { get; set; }

    /// <summary>From leaving for the connector until its answer.</summary>
    public TimeSpan RequestLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How far its clock may differ from ours.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(1);
}
