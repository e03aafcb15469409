// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;

namespace OnceOnly.Oots.Requesting;

/// <summary>Names all that is wrong with <c>Oots:Requesting</c> at once.</summary>
internal sealed class RequestingOptionsValidator(IServiceProviderIsService registered) : IValidateOptions<RequestingOptions>
{
    private static readonly string[] Supplements = ["Annex", "HumanReadableVersion", "Translation"];

    public ValidateOptionsResult Validate(string? name, RequestingOptions options)
    {
        var failures = new List<string>();
        if (!registered.IsService(typeof(IAccessPoint)))
        {
            failures.Add("Oots:Requesting needs an access point to ask through: configure EDelivery, or leave Oots:Requesting out.");
        }

        if (options.Requesters.Count == 0)
        {
            failures.Add("Oots:Requesting:Requesters is empty; name the authority that asks for each tenant.");
        }

        foreach (var (tenant, requester) in options.Requesters)
        {
            failures.AddRange(Check($"Oots:Requesting:Requesters:{tenant}", requester));
        }

        if (options.Platform is { } platform)
        {
            failures.AddRange(Check("Oots:Requesting:Platform", platform));
        }

        for (var index = 0; index < options.PreviewOrigins.Count; index++)
        {
            var (key, origin) = ($"Oots:Requesting:PreviewOrigins:{index}", options.PreviewOrigins[index]);
            if (origin.Provider.Length == 0)
            {
                failures.Add($"{key}:Provider is missing; give the provider's identifier or the party id of its access point.");
            }

            if (origin.Origins.Count == 0 || !origin.Origins.TrueForAll(IsOrigin))
            {
                failures.Add($"{key}:Origins must be origins with https and nothing after the host, for example https://preview.example.");
            }
        }

        for (var index = 0; index < options.WithoutPreview.Count; index++)
        {
            var waived = options.WithoutPreview[index];
            if (string.IsNullOrWhiteSpace(waived.Procedure) || string.IsNullOrWhiteSpace(waived.EvidenceType) || string.IsNullOrWhiteSpace(waived.WaivedBy))
            {
                failures.Add($"Oots:Requesting:WithoutPreview:{index} needs a Procedure, an EvidenceType (* for any) and, as WaivedBy, the law that dispenses with the preview there.");
            }
        }

        if (!options.AssociatedDocuments.TrueForAll(Supplements.Contains))
        {
            failures.Add("Oots:Requesting:AssociatedDocuments may name Annex, HumanReadableVersion and Translation.");
        }

        if (!options.RekeyingCountries.TrueForAll(OotsCodeLists.BuiltIn.Countries.Contains))
        {
            failures.Add("Oots:Requesting:RekeyingCountries must be two capitals each (Greece is EL).");
        }

        if (new[] { options.FirstRoundTrip, options.FollowLink, options.Decide }.Any(limit => limit <= TimeSpan.Zero || limit > TimeSpan.FromHours(4)))
        {
            failures.Add("Oots:Requesting:FirstRoundTrip, FollowLink and Decide must each be between 0 and 4 hours.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Check(string key, RequesterOptions requester)
    {
        if (requester.Identifier.Length == 0)
        {
            yield return $"{key}:Identifier is missing; give the identifier under which the authority is registered.";
        }

        if (!requester.Scheme.StartsWith(EdmNames.ElectronicAddressPrefix, StringComparison.Ordinal)
            && !requester.Scheme.StartsWith(EdmNames.UnregisteredPrefix, StringComparison.Ordinal))
        {
            yield return $"{key}:Scheme must begin with {EdmNames.ElectronicAddressPrefix} or {EdmNames.UnregisteredPrefix}.";
        }

        if (requester.Names.Count == 0 || !requester.Names.All(text => OotsCodeLists.BuiltIn.Languages.Contains(text.Key.ToUpperInvariant()) && text.Value.Length > 1))
        {
            yield return $"{key}:Names must hold the authority's name by language, for example Names:en.";
        }
    }

    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var address)
        && address.Scheme == Uri.UriSchemeHttps
        && string.Equals(address.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase);
}
