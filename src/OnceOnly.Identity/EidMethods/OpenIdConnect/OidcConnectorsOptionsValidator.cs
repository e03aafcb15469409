// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using OnceOnly.Eidas.Persons;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Says at start, key by key, what is missing or cannot work.</summary>
internal sealed class OidcConnectorsOptionsValidator : IValidateOptions<OidcConnectorsOptions>
{
    private const string NoCountry = "must be a country code of two capital letters.";

    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(366);
    private static readonly TimeSpan LargestSkew = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, OidcConnectorsOptions options)
    {
        var faults = options.Connectors.SelectMany(connector => Connector(connector.Key, connector.Value)).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Connector(string id, OidcConnectorOptions options)
    {
        string Fault(string key, string problem) => $"{OidcConnectorsOptions.Section}:{id}:{key} {problem}";

        if (!id.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            yield return $"{OidcConnectorsOptions.Section}:{id} has an identifier with other characters than letters, digits and hyphens.";
        }

        if (!Uri.TryCreate(options.Issuer, UriKind.Absolute, out var issuer) || issuer.Scheme != Uri.UriSchemeHttps
            || issuer.Query.Length > 0 || issuer.Fragment.Length > 0)
        {
            yield return Fault("Issuer", "must be an https address without query and fragment.");
        }

        foreach (var origin in options.EndpointOrigins.Where(origin => !IsOrigin(origin)))
        {
            yield return Fault("EndpointOrigins", $"names '{origin}'; an origin is https, a host and perhaps a port, without path.");
        }

        foreach (var fault in Countries(options))
        {
            yield return Fault(fault.Key, fault.Problem);
        }

        switch (options.IdentifiersFor, options.NationalIdentifiersFor)
        {
            case (null or "", null or ""):
                yield return Fault("IdentifiersFor", "is missing; name our country there when identifiers come with countries, or in NationalIdentifiersFor when they do not.");
                break;
            case ({ Length: > 0 }, { Length: > 0 }):
                yield return Fault("IdentifiersFor", "stands beside NationalIdentifiersFor; identifiers come with countries or without, so take one away.");
                break;
            case ({ Length: > 0 } country, _) when !IsCountry(country):
                yield return Fault("IdentifiersFor", NoCountry);
                break;
            case (_, { Length: > 0 } country) when !IsCountry(country):
                yield return Fault("NationalIdentifiersFor", NoCountry);
                break;
        }

        if (options.ClientId.Length == 0)
        {
            yield return Fault("ClientId", "is missing.");
        }

        switch (options.ClientSecretFile, options.ClientKey.IsGiven)
        {
            case (null, false):
                yield return Fault("ClientKey", "is missing; give it or ClientSecretFile.");
                break;
            case (not null, true):
                yield return Fault("ClientKey", "stands beside ClientSecretFile; take one away.");
                break;
            case (not null, false) when !Loads(() => OidcClientAuthentication.Load(options)):
                yield return Fault("ClientSecretFile", "names a file that cannot be read.");
                break;
            case (null, true) when !options.ClientKey.IsComplete:
                yield return Fault("ClientKey", KeyFiles.Incomplete);
                break;
            case (null, true) when !Loads(() => OidcClientAuthentication.Load(options)):
                yield return Fault("ClientKey", "names files that cannot be read, or a key that is neither P-256 nor RSA of 2048 bits.");
                break;
        }

        foreach (var fault in Decryption(options))
        {
            yield return Fault(fault.Key, fault.Problem);
        }

        foreach (var name in options.Claims.Required.Where(claim => string.IsNullOrWhiteSpace(claim.Name)))
        {
            yield return Fault($"Claims:{name.Key}", "is empty; name the claim.");
        }

        if (options.RequiredClaims.Exists(required => required.Claim.Length == 0 || required.Values.Count == 0))
        {
            yield return Fault("RequiredClaims", "has an entry without Claim or Values.");
        }

        if (options.UserInfoSigned && !options.UserInfo)
        {
            yield return Fault("UserInfoSigned", "is set, though UserInfo is not; set both, or neither.");
        }

        if (!Enum.IsDefined(options.AcrValues))
        {
            yield return Fault("AcrValues", $"must be one of {string.Join(", ", Enum.GetNames<OidcAcrValues>())}.");
        }

        if (options.CancelCodes.Exists(string.IsNullOrWhiteSpace))
        {
            yield return Fault("CancelCodes", "has an empty entry; every failure would count as the citizen's wish.");
        }

        if (options.Levels.Values.SelectMany(names => names).GroupBy(name => name, StringComparer.Ordinal).Any(name => name.Count() > 1))
        {
            yield return Fault("Levels", "gives one name to two levels.");
        }

        if (options.TrustedAuthoritiesFile is { } authorities && !CertificateFile.IsGood(authorities))
        {
            yield return Fault("TrustedAuthoritiesFile", CertificateFile.Fault);
        }

        foreach (var algorithm in options.Algorithms.Where(algorithm => !OidcKeys.Known.Contains(algorithm, StringComparer.Ordinal)))
        {
            yield return Fault("Algorithms", $"names '{algorithm}'; known are {string.Join(", ", OidcKeys.Known)}.");
        }

        if (options.RequestLifetime <= TimeSpan.Zero || options.RequestLifetime > LongestLifetime)
        {
            yield return Fault("RequestLifetime", "must be more than zero and at most a year.");
        }

        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > LargestSkew)
        {
            yield return Fault("ClockSkew", "must be between zero and an hour.");
        }
    }

    private static IEnumerable<(string Key, string Problem)> Countries(OidcConnectorOptions options)
    {
        switch (options.Country, options.Countries.Count)
        {
            case ({ Length: > 0 }, > 0):
                yield return ("Countries", "stands beside Country; take one away.");
                break;
            case (_, 0) when !IsCountry(options.Country):
                yield return ("Country", NoCountry);
                break;
            case (_, > 0) when !options.Countries.TrueForAll(IsCountry):
                yield return ("Countries", "must be country codes of two capital letters.");
                break;
            case (_, > 0) when options.Countries.Where((country, at) => options.Countries.Take(at).Any(known => CountryCode.AreSame(known, country))).Any():
                yield return ("Countries", "names one country twice; EL and GR are one.");
                break;
        }

        if (options.Countries.Count > 0 && options.CountryParameter is null && string.IsNullOrWhiteSpace(options.Name))
        {
            yield return ("Name", "is missing; no country names the choice where citizens choose theirs at the connector.");
        }

        // The citizen's browser carries the choice, so only the identifier proves it.
        if (options.NationalIdentifiersFor is { Length: > 0 } && (options.Countries.Count > 0 || options.CountryParameter is not null))
        {
            yield return ("NationalIdentifiersFor", "goes with one Country and no CountryParameter; without its countries an identifier does not say whose it is.");
        }

        if (options.CountryParameter is { } parameter && (parameter.Length == 0 || OpenIdConnectMethod.OwnParameters.Contains(parameter, StringComparer.Ordinal)))
        {
            yield return ("CountryParameter", "is empty or a parameter of OpenID Connect itself; leave it out, or name the connector's own.");
        }
    }

    private static IEnumerable<(string Key, string Problem)> Decryption(OidcConnectorOptions options)
    {
        if (!options.DecryptionKey.IsGiven && (options.PreviousDecryptionKey.IsGiven || options.DecryptionAlgorithms.Count > 0))
        {
            yield return ("DecryptionKey", "is missing, though there are PreviousDecryptionKey or DecryptionAlgorithms.");
        }

        foreach (var algorithm in options.DecryptionAlgorithms.Where(algorithm => !TokenDecryption.Known.Contains(algorithm, StringComparer.Ordinal)))
        {
            yield return ("DecryptionAlgorithms", $"names '{algorithm}'; known are {string.Join(", ", TokenDecryption.Known)}.");
        }

        (string Key, KeyFiles Files)[] keys = [("DecryptionKey", options.DecryptionKey), ("PreviousDecryptionKey", options.PreviousDecryptionKey)];
        foreach (var (key, files) in keys.Where(key => key.Files.IsGiven))
        {
            if (!files.IsComplete)
            {
                yield return (key, KeyFiles.Incomplete);
            }
            else if (TryLoad(() => TokenDecryptionKey.Load(files)) is not { } loaded)
            {
                yield return (key, "names files that cannot be read, or a key that is neither RSA of 2048 bits nor on P-256, P-384 or P-521 and for key agreement.");
            }
            else if (options.DecryptionAlgorithms.TrueForAll(TokenDecryption.Known.Contains) && options.DecryptionAlgorithms is [_, ..]
                && !options.DecryptionAlgorithms.Intersect(loaded.Algorithms, StringComparer.Ordinal).Any())
            {
                yield return ("DecryptionAlgorithms", $"names none that {key} serves; those are {string.Join(", ", loaded.Algorithms)}.");
            }
            else if (options.ClientKey.IsComplete && TryLoad(() => OidcOwnKeys.Numbers(options.ClientKey)) is { } signing
                && JsonNode.DeepEquals(signing, OidcOwnKeys.Numbers(files)))
            {
                yield return (key, "is the ClientKey too; a key either signs or decrypts, so make another one.");
            }
        }
    }

    private static bool Loads(Func<object> load) => TryLoad(load) is not null;

    private static T? TryLoad<T>(Func<T> load)
        where T : class
    {
        try
        {
            return load();
        }
        catch (Exception wrong) when (wrong is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin) && origin.Scheme == Uri.UriSchemeHttps
        && origin.PathAndQuery == "/" && origin.Fragment.Length == 0 && origin.UserInfo.Length == 0;

    private static bool IsCountry(string country) => country.Length == 2 && country.All(char.IsAsciiLetterUpper);
}
