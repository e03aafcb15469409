// SPDX-License-Identifier: EUPL-1.2

using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OnceOnly.Registries.Calls.OAuth;
using OnceOnly.Registries.Configuration;
using OnceOnly.Registries.Declarations;

namespace OnceOnly.Registries.Calls;

/// <summary>What the gateway shows a registry, and whose word it takes for the registry's name.</summary>
internal sealed class Credentials
{
    private readonly string? header;
    private readonly string? headerValue;

    private Credentials(string? header, string? headerValue)
    {
        this.header = header;
        this.headerValue = headerValue;
    }

    public X509Certificate2? ClientCertificate { get; private init; }

    /// <summary>Where and how tokens are got, for the kind OAuth.</summary>
    public OAuthClient? OAuth { get; private init; }

    /// <summary>Null for the machine's own trust store.</summary>
    public X509Certificate2Collection? TrustedAuthorities { get; private init; }

    public static Credentials Read(ProviderOptions provider, Problems problems)
    {
        var options = provider.Credentials;
        var at = problems.At("Credentials");
        CheckUnused(options, at);
        var (header, value) = options.Kind switch
        {
            CredentialsKind.ApiKey => (HeaderName(options.Header, at.At("Header")), Secret(options, at)),
            CredentialsKind.Basic => ("Authorization", Basic(User(options.User, at.At("User")), Secret(options, at))),
            _ => (null, null),
        };
        return new Credentials(header, value)
        {
            ClientCertificate = ShowsCertificate(options) ? Certificate(options, at) : null,
            OAuth = options.Kind == CredentialsKind.OAuth ? ReadOAuth(options, at) : null,
            TrustedAuthorities = Authorities(provider.TrustedAuthoritiesFile, problems.At("TrustedAuthoritiesFile")),
        };
    }

    public void AddTo(HttpRequestHeaders headers)
    {
        if (header is not null)
        {
            headers.TryAddWithoutValidation(header, headerValue);
        }
    }

    private static void CheckUnused(CredentialsOptions options, Problems problems)
    {
        var oauth = options.Kind == CredentialsKind.OAuth;
        var secret = options.Kind is CredentialsKind.ApiKey or CredentialsKind.Basic || (oauth && options.Authentication == ClientAuthentication.Secret);
        var privateKey = oauth && options.Authentication == ClientAuthentication.PrivateKey;
        problems.At("Header").AddUnless(options.Header is null || options.Kind == CredentialsKind.ApiKey, "belongs to the kind ApiKey.");
        problems.At("User").AddUnless(options.User is null || options.Kind == CredentialsKind.Basic, "belongs to the kind Basic.");
        problems.AddUnless(secret || (options.Secret ?? options.SecretFile) is null, "has a secret, which only the kinds ApiKey and Basic use, and OAuth with the Authentication Secret.");
        problems.AddUnless(
            ShowsCertificate(options) || (options.CertificateFile is null && (options.KeyFile is null || privateKey)),
            "has a certificate, which only the kind ClientCertificate uses, and OAuth with the Authentication Certificate.");
        problems.AddUnless(
            oauth || (options.TokenEndpoint ?? options.ClientId ?? options.Scope) is null && options.Authentication is null,
            "has TokenEndpoint, ClientId, Scope or Authentication, which only the kind OAuth uses.");
        problems.At("KeyId").AddUnless(options.KeyId is null || privateKey, "belongs to the Authentication PrivateKey.");
    }

    private static bool ShowsCertificate(CredentialsOptions options) =>
        options is { Kind: CredentialsKind.ClientCertificate } or { Kind: CredentialsKind.OAuth, Authentication: ClientAuthentication.Certificate };

    private static OAuthClient? ReadOAuth(CredentialsOptions options, Problems problems)
    {
        problems.At("Authentication").AddUnless(options.Authentication is not null, "is missing. Make it Secret, PrivateKey or Certificate.");
        problems.At("Scope").AddUnless(options.Scope?.All(c => c is >= ' ' and <= '~' and not '"' and not '\\') != false, "must be scopes separated by spaces.");
        var address = SafeAddress.Read(options.TokenEndpoint, problems.At("TokenEndpoint"));
        return problems.At("ClientId").Has(options.ClientId) && options.Authentication is { } authentication
            ? new OAuthClient(address, options.ClientId, authentication)
            {
                Scope = options.Scope,
                Secret = authentication == ClientAuthentication.Secret ? Secret(options, problems) : null,
                Key = authentication == ClientAuthentication.PrivateKey ? PrivateKey(options, problems.At("KeyFile")) : null,
                KeyId = options.KeyId,
            }
            : null;
    }

    private static AsymmetricAlgorithm? PrivateKey(CredentialsOptions options, Problems problems)
    {
        if (!problems.Has(options.KeyFile))
        {
            return null;
        }

        var key = FromFile<AsymmetricAlgorithm>(options.KeyFile, problems, path =>
        {
            var pem = File.ReadAllText(path);
            AsymmetricAlgorithm read = pem.Contains("RSA PRIVATE", StringComparison.Ordinal) ? RSA.Create() : ECDsa.Create();
            try
            {
                read.ImportFromPem(pem);
            }
            catch (CryptographicException) when (read is ECDsa)
            {
                read.Dispose();
                read = RSA.Create();
                read.ImportFromPem(pem);
            }

            return read;
        });
        problems.AddUnless(
            key is null or RSA { KeySize: >= 2048 } || (key is ECDsa ec && ec.ExportParameters(false).Curve.Oid.Value == "1.2.840.10045.3.1.7"),
            "must hold a P-256 key or an RSA key of at least 2048 bits.");
        return key;
    }

    private static string? HeaderName(string? name, Problems problems)
    {
        var usable = name is { Length: > 0 } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        problems.AddUnless(usable, "must be the name of a header, such as X-Api-Key.");
        return name;
    }

    private static string User(string? user, Problems problems)
    {
        problems.AddUnless(user is { Length: > 0 } && !user.Contains(':', StringComparison.Ordinal), "must be a user name without colon.");
        return user ?? string.Empty;
    }

    private static string Basic(string user, string secret) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + secret));

    private static string Secret(CredentialsOptions options, Problems problems)
    {
        if (options.Secret is null == options.SecretFile is null)
        {
            problems.Add("needs either Secret or SecretFile.");
            return string.Empty;
        }

        var secret = options.Secret ?? FromFile(options.SecretFile, problems.At("SecretFile"), path => File.ReadAllText(path).TrimEnd('\r', '\n'));
        var usable = secret is { Length: > 0 } && secret.All(c => c is >= ' ' and <= '~');
        problems.AddUnless(usable, "has a secret that is empty or has characters no header can carry.");
        return secret ?? string.Empty;
    }

    private static X509Certificate2? Certificate(CredentialsOptions options, Problems problems) =>
        problems.At("CertificateFile").Has(options.CertificateFile) && problems.At("KeyFile").Has(options.KeyFile)
            ? FromFile(options.CertificateFile, problems.At("CertificateFile"), path =>
            {
                using var pem = X509Certificate2.CreateFromPemFile(path, options.KeyFile);

                // TLS on some systems cannot use a key that exists only in memory.
                return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
            })
            : null;

    private static X509Certificate2Collection? Authorities(string? file, Problems problems)
    {
        if (file is null)
        {
            return null;
        }

        var authorities = FromFile(file, problems, path =>
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPemFile(path);
            return found;
        });
        problems.AddUnless(authorities is { Count: > 0 }, "holds no PEM certificate.");
        return authorities;
    }

    private static T? FromFile<T>(string? path, Problems problems, Func<string, T> read)
        where T : class
    {
        try
        {
            return read(path ?? string.Empty);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            problems.Add($"names {path}, which cannot be read ({exception.GetType().Name}).");
            return null;
        }
    }
}
