// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Clients;

/// <summary>What a client in the configuration must satisfy.</summary>
internal static class ClientRules
{
    private static readonly HashSet<string> KnownClaims = new(StringComparer.Ordinal) { "name", "given_name", "family_name", "birthdate" };

    /// <param name="client">The client.</param>
    /// <param name="key">Its configuration key, for the messages.</param>
    public static IEnumerable<string> Check(Client client, string key)
    {
        if (string.IsNullOrWhiteSpace(client.ClientId) || string.IsNullOrWhiteSpace(client.Tenant))
        {
            yield return $"{key} needs a ClientId and a Tenant.";
        }

        var means = new[] { client.Jwks is not null, client.JwksFile is not null, client.CertificateThumbprints.Count > 0 }.Count(given => given);
        if (means != 1)
        {
            yield return $"{key} needs exactly one of Jwks, JwksFile and CertificateThumbprints, by which it authenticates.";
        }

        if (client.Jwks is { } jwks && !ClientKeySet.TryRead(jwks, out _, out var fault))
        {
            yield return $"{key}:Jwks {fault}.";
        }

        if (client.JwksFile is { } file && !File.Exists(file))
        {
            yield return $"{key}:JwksFile names a file that does not exist.";
        }

        foreach (var uri in client.RedirectUris.Concat(client.ReturnUris).Concat(client.PostLogoutRedirectUris).Where(uri => !IsAcceptable(uri)))
        {
            yield return $"{key} registers '{uri}'; addresses must be absolute, https and without a fragment.";
        }

        foreach (var claim in client.UserInfoClaims.Where(claim => !KnownClaims.Contains(claim)))
        {
            yield return $"{key}:UserInfoClaims names '{claim}'; known are {string.Join(", ", KnownClaims)}.";
        }
    }

    private static bool IsAcceptable(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && !address.Contains('#', StringComparison.Ordinal);
}
