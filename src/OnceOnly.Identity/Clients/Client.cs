// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;

namespace OnceOnly.Identity.Clients;

/// <summary>A registered e-service, from configuration (<c>Identity:Clients</c>).</summary>
public sealed class Client
{
    /// <summary>OAuth client identifier.</summary>
    [Required]
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The controller (municipality) it belongs to.</summary>
    [Required]
    public string Tenant { get; set; } = string.Empty;

    /// <summary>Name shown to citizens, by language.</summary>
    public Dictionary<string, string> Names { get; } = [];

    /// <summary>Procedure codes it may use.</summary>
    public HashSet<string> Procedures { get; } = [];

    /// <summary>Evidence types it may ask for.</summary>
    public HashSet<string> EvidenceTypes { get; } = [];

    /// <summary>Redirect URIs for the authorization code; compared exactly.</summary>
    public HashSet<string> RedirectUris { get; } = [];

    /// <summary>Addresses a browser may be returned to after an interaction; compared exactly.</summary>
    public HashSet<string> ReturnUris { get; } = [];

    /// <summary>Addresses a browser may be returned to after logging out; compared exactly.</summary>
    public HashSet<string> PostLogoutRedirectUris { get; } = [];

    /// <summary>JSON Web Key Set with the client's public keys, inline, for <c>private_key_jwt</c>.</summary>
    public string? Jwks { get; set; }

    /// <summary>File with the client's public JSON Web Key Set; read again when it changes.</summary>
    public string? JwksFile { get; set; }

    /// <summary>SHA-256 thumbprints (base64url of the DER certificate) for <c>self_signed_tls_client_auth</c>.</summary>
    public HashSet<string> CertificateThumbprints { get; } = [];

    /// <summary>E-services of one sector know a citizen by the same pseudonym. <value>The default is <see cref="ClientId"/>: no other.</value></summary>
    public string? Sector { get; set; }

    /// <summary>Person data that the scope <c>profile</c> releases at userinfo: <c>name</c>, <c>given_name</c>, <c>family_name</c>, <c>birthdate</c>. <value>The default is none.</value></summary>
    public HashSet<string> UserInfoClaims { get; } = [];

    /// <summary>Whether refresh tokens are issued.</summary>
    public bool AllowRefresh { get; set; }
}
