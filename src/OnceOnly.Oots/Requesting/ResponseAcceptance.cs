// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Evidence.Errors;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Requesting;

/// <summary>Whether an answer may be taken: it answers this request with what was asked for, it is about the person asked for, and every document it names came, and no other.</summary>
public static class ResponseAcceptance
{
    /// <param name="request">What was asked.</param>
    /// <param name="response">What came, after it was checked by the rules.</param>
    /// <param name="contentIds">Content-IDs of the parts that came beside the message.</param>
    /// <param name="remit">Of the access point it came from: whom it may speak for may also issue what another of them provides.</param>
    /// <returns>Null when it may be taken.</returns>
    public static EvidenceError? Refuse(EvidenceRequest request, EvidenceResponse response, IReadOnlyCollection<string> contentIds, Remit? remit = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(contentIds);
        if (response.RequestId != request.Id || response.Version != request.Version)
        {
            return new(EvidenceErrorCode.RegistryAnswerInvalid, "The answer is to another request, or in another version.");
        }

        var named = response.Packages
            .SelectMany(package => package.Supplements.Select(supplement => supplement.Document).Prepend(package.Main))
            .Select(document => document.PartId)
            .ToList();
        if (named.Distinct(StringComparer.Ordinal).Count() != named.Count
            || contentIds.Count != named.Count
            || !named.ToHashSet(StringComparer.Ordinal).SetEquals(contentIds))
        {
            return new(EvidenceErrorCode.RegistryAnswerInvalid, "The documents that came are not those the answer names.");
        }

        if (response.Packages.Select(package => Difference(request, package.Main.Metadata, remit)).FirstOrDefault(what => what is not null) is { } difference)
        {
            return new(EvidenceErrorCode.RegistryAnswerInvalid, $"The evidence is of another {difference} than was asked for.");
        }

        return response.Packages.All(package => package.Main.Metadata.Subject is { } subject && IsAbout(request.Subject, subject))
            ? null
            : new(EvidenceErrorCode.EvidenceAboutAnotherPerson);
    }

    /// <summary>What came beside the main evidence may have a form of its own.</summary>
    private static string? Difference(EvidenceRequest request, EvidenceMetadata main, Remit? remit)
    {
        if (main.Type?.Classification != request.EvidenceType.Classification)
        {
            return "type";
        }

        if (main.IssuingAuthority is not { } issuer || (issuer.Identifier != request.Provider.Identifier && remit?.Covers(issuer) is not true))
        {
            return "authority";
        }

        var forms = request.EvidenceType.Distributions;
        return forms.Count == 0 || forms.Any(form => IsIn(form, main.Distribution)) ? null : "form";
    }

    private static bool IsIn(RequestedDistribution asked, EvidenceDistribution? found) =>
        found is not null
        && string.Equals(found.Format, asked.Format, StringComparison.OrdinalIgnoreCase)
        && (asked.ConformsTo is null || asked.ConformsTo == found.ConformsTo);

    /// <summary>
    /// Identifiers decide where both sides have one; otherwise the names and the date of birth do. Names are compared
    /// without regard to case and accents, because registries and eIDs write them differently.
    /// </summary>
    public static bool IsAbout(OotsPerson asked, OotsPerson found) => (asked, found) switch
    {
        (OotsNaturalPerson wanted, OotsNaturalPerson got) =>
            wanted.DateOfBirth == got.DateOfBirth
            && SameIdentifier(wanted.Identifier, got.Identifier) is not false
            && (SameIdentifier(wanted.Identifier, got.Identifier) is true || (SameName(wanted.FamilyName, got.FamilyName) && SameName(wanted.GivenName, got.GivenName))),
        (OotsLegalPerson wanted, OotsLegalPerson got) => IsAbout(wanted, got),
        _ => false,
    };

    /// <summary>Two companies may have one name: it decides only where a side has no identifier at all.</summary>
    private static bool IsAbout(OotsLegalPerson asked, OotsLegalPerson found)
    {
        if (SameIdentifier(asked.Identifier, found.Identifier) is { } same)
        {
            return same;
        }

        var both = asked.OtherIdentifiers
            .Join(found.OtherIdentifiers, left => left.Scheme, right => right.Scheme, (left, right) => left.Value == right.Value, StringComparer.Ordinal)
            .ToArray();
        return both.Length > 0 ? Array.TrueForAll(both, isSame => isSame)
            : !(HasIdentifier(asked) && HasIdentifier(found)) && SameName(asked.LegalName, found.LegalName);
    }

    private static bool HasIdentifier(OotsLegalPerson person) => person.Identifier is not null || person.OtherIdentifiers.Count > 0;

    // Countries may be written in any case; the rest of an eIDAS identifier may not.
    private static bool? SameIdentifier(SchemedIdentifier? left, SchemedIdentifier? right)
    {
        if (left is null || right is null || left.Scheme != right.Scheme || left.Value.Length < 6 || right.Value.Length < 6)
        {
            return null;
        }

        // The country an identifier was made for differs between requester and provider.
        return left.Value[..2].Equals(right.Value[..2], StringComparison.OrdinalIgnoreCase) && left.Value[6..] == right.Value[6..];
    }

    private static bool SameName(string left, string right) =>
        CultureInfo.InvariantCulture.CompareInfo.Compare(left.Trim(), right.Trim(), CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) == 0;
}
