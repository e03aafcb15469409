// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using Microsoft.Extensions.Options;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Discovery;
using OnceOnly.Identity.Keys;

namespace OnceOnly.Identity;

/// <summary>Refuses to start on a configuration that contradicts the FAPI 2.0 Security Profile or itself.</summary>
internal sealed class IdentityOptionsValidator : IValidateOptions<IdentityOptions>
{
    private static readonly TimeSpan LongestCode = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestAccessToken = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPushedRequest = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, IdentityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults =
        [
            .. Addresses(options),
            .. Lifetimes(options.Lifetimes),
            .. Keys(options.Keys),
            .. options.Clients.SelectMany((client, index) => ClientRules.Check(client, string.Create(CultureInfo.InvariantCulture, $"Identity:Clients:{index}"))),
            .. options.Clients.GroupBy(client => client.ClientId, StringComparer.Ordinal).Where(group => group.Count() > 1)
                .Select(group => $"Identity:Clients has more than one client '{group.Key}'; client identifiers are unique."),
        ];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Addresses(IdentityOptions options)
    {
        if (!IsHttps(options.Issuer) || !string.Equals(new Uri(options.Issuer).GetLeftPart(UriPartial.Authority), options.Issuer, StringComparison.Ordinal))
        {
            yield return "Identity:Issuer must be an https origin in lower case without a path or closing slash, for example https://gateway.example.";
        }

        if (options.MutualTlsBaseUri is { } mutualTls && !IsHttps(mutualTls))
        {
            yield return "Identity:MutualTlsBaseUri must be the https address of the listener that asks for client certificates.";
        }

        if (!options.ResourceBaseUris.TrueForAll(IsHttps))
        {
            yield return "Identity:ResourceBaseUris must hold https addresses of the evidence API.";
        }
    }

    private static IEnumerable<string> Keys(KeyOptions keys)
    {
        if (keys.PublishBefore < JwksEndpoint.MaxAge || keys.RotateAfter < 2 * keys.PublishBefore)
        {
            yield return $"Identity:Keys:PublishBefore must be at least {JwksEndpoint.MaxAge:g}, for which others keep our keys, and at most half of Identity:Keys:RotateAfter.";
        }
    }

    private static IEnumerable<string> Lifetimes(LifetimeOptions lifetimes)
    {
        (string Key, TimeSpan Value, TimeSpan Most)[] bounds =
        [
            ("PushedRequest", lifetimes.PushedRequest, LongestPushedRequest),
            ("Authorization", lifetimes.Authorization, TimeSpan.MaxValue),
            ("Login", lifetimes.Login, TimeSpan.MaxValue),
            ("Code", lifetimes.Code, LongestCode),
            ("AccessToken", lifetimes.AccessToken, LongestAccessToken),
            ("IdToken", lifetimes.IdToken, TimeSpan.MaxValue),
            ("Grant", lifetimes.Grant, TimeSpan.MaxValue),
            ("SessionIdle", lifetimes.SessionIdle, lifetimes.SessionAbsolute),
            ("SessionAbsolute", lifetimes.SessionAbsolute, TimeSpan.MaxValue),
        ];
        return bounds.Where(bound => bound.Value <= TimeSpan.Zero || bound.Value > bound.Most)
            .Select(bound => $"Identity:Lifetimes:{bound.Key} must be more than zero" + (bound.Most == TimeSpan.MaxValue ? "." : $" and at most {bound.Most:c}."));
    }

    private static IEnumerable<string> Required(string value, string fault) => string.IsNullOrWhiteSpace(value) ? [fault] : [];

    private static bool IsHttps(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
        && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;
}
