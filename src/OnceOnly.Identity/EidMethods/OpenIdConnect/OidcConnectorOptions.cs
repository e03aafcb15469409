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

    /// <summary>
    /// The same for a connector that citizens of many countries go through, instead of <see cref="Country"/>. They choose
    /// theirs there, unless <see cref="CountryParameter"/> takes the choice along.
    /// </summary>
    public List<string> Countries { get; } = [];

    /// <summary>Parameter of the authorization request that carries the country the citizen chose with us; null for none.</summary>
    public string? CountryParameter { get; set; }

    /// <summary>Name of the eID scheme, when it says more than the country does; needed where citizens choose their country there.</summary>
    public string? Name { get; set; }

    public string ClientId { get; set; } = string.Empty;

    /// <summary>File with the client secret (<c>client_secret_basic</c>); or give <see cref="ClientKey"/>.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>Key and certificate that sign client assertions (<c>private_key_jwt</c>) and do nothing else: P-256 (ES256) or RSA (PS256).</summary>
    public KeyFiles ClientKey { get; } = new();

    /// <summary>Identifier of <see cref="ClientKey"/> at the connector.</summary>
    public string? ClientKeyId { get; set; }

    /// <summary>
    /// Key and certificate for which the connector encrypts tokens: RSA of 2048 bits at least, or on P-256, P-384 or P-521.
    /// Without it encrypted tokens are refused; with it those that are only signed are still taken.
    /// </summary>
    public KeyFiles DecryptionKey { get; } = new();

    /// <summary>The one before, while the connector still encrypts for it.</summary>
    public KeyFiles PreviousDecryptionKey { get; } = new();

    /// <summary>
    /// How content keys may be encrypted for us. <value>Empty means RSA-OAEP-256, ECDH-ES, ECDH-ES+A128KW and ECDH-ES+A256KW;
    /// RSA-OAEP, with SHA-1, only when named.</value>
    /// </summary>
    public List<string> DecryptionAlgorithms { get; } = [];

    /// <summary>Asked for besides <c>openid</c>.</summary>
    public List<string> Scopes { get; } = [];

    /// <summary>Algorithms that may sign ID tokens and UserInfo. <value>Empty means ES256, ES384, ES512, PS256, PS384 and PS512.</value></summary>
    public List<string> Algorithms { get; } = [];

    /// <summary>Which levels it is asked for.</summary>
    public OidcAcrValues AcrValues { get; set; }

    /// <summary>By level: the values of <see cref="OidcClaimOptions.Level"/> that mean it. <value>Empty means the eIDAS URIs.</value></summary>
    public Dictionary<LevelOfAssurance, List<string>> Levels { get; } = [];

    /// <summary>Best level it can reach; more is not offered, nor believed.</summary>
    public LevelOfAssurance HighestLevel { get; set; } = LevelOfAssurance.High;

    /// <summary>Which claim holds what.</summary>
    public OidcClaimOptions Claims { get; } = new();

    /// <summary>Whether the claims about the person come from the UserInfo endpoint, not the ID token.</summary>
    public bool UserInfo { get; set; }

    /// <summary>Whether UserInfo must come as a token, as from a connector with which <c>userinfo_signed_response_alg</c> is registered.</summary>
    public bool UserInfoSigned { get; set; }

    /// <summary>Claims without which a log-in does not count; in the ID token, or in signed UserInfo where that is silent.</summary>
    public List<OidcRequiredClaim> RequiredClaims { get; } = [];

    /// <summary>What means besides <c>access_denied</c> that the citizen cancelled there: error codes, or texts that <c>error_description</c> contains.</summary>
    public List<string> CancelCodes { get; } = [];

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

    internal IReadOnlyList<string> Origins => Countries.Count > 0 ? Countries : [Country];
}
