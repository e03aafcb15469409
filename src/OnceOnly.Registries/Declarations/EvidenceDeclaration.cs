// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Registries.Configuration;

namespace OnceOnly.Registries.Declarations;

internal sealed record EvidenceDeclaration(
    SubjectKind Subject,
    LookupDeclaration Lookup,
    IReadOnlyList<DocumentDeclaration> Documents,
    bool Preview,
    ReuseTerms Reuse,
    DeferralDeclaration? Deferral)
{
    public IEnumerable<DocumentDeclaration> Delivered => Documents.Where(document => document.Delivered);

    /// <returns>Null when there is no saying how the person is matched.</returns>
    public static EvidenceDeclaration? Read(EvidenceOptions options, SubjectKind subject, Problems problems)
    {
        var lookup = LookupDeclaration.Read(options.Lookup, subject, problems.At("Lookup"));
        var documents = options.Documents
            .Select((document, index) => DocumentDeclaration.Read(
                document, subject, options.Lookup?.Keys.Keys ?? Enumerable.Empty<string>(), problems.At("Documents").At(index)))
            .ToList();
        problems.At("Documents").AddUnless(options.Documents.Exists(document => document.Delivered), "must have at least one to deliver.");
        problems.At("Documents").AddUnless(
            options.Documents.DistinctBy(document => document.FileName, StringComparer.OrdinalIgnoreCase).Count() == options.Documents.Count,
            "must have a FileName each that no other has.");
        problems.AddUnless(
            documents.Select(document => document?.Check).Append(lookup?.Check).Any(check => check?.IdentifiesOnePerson == true),
            "has no Subject, in Lookup or a structured document, that tells whom the evidence is about: declare where an identifier stands, or family name, given name and date of birth.");
        problems.At("PreviewWaivedBy").AddUnless(
            options.Preview == string.IsNullOrWhiteSpace(options.PreviewWaivedBy),
            "must name the law when Preview is false, and be absent when it is true.");
        var terms = Terms(options.Reuse, problems.At("Reuse"));
        var deferral = DeferralDeclaration.Read(options.Deferral, problems.At("Deferral"));
        return lookup is null
            ? null
            : new EvidenceDeclaration(subject, lookup, [.. documents.OfType<DocumentDeclaration>()], options.Preview, terms, deferral);
    }

    private static ReuseTerms Terms(ReuseOptions options, Problems problems)
    {
        if (options.Policy == ReusePolicy.Person)
        {
            problems.At("LegalBasis").AddUnless(
                !string.IsNullOrWhiteSpace(options.LegalBasis), "is missing. Name the law that lets a copy serve another request.");
            problems.At("MaximumAge").AddUnless(
                options.MaximumAge > TimeSpan.Zero, "is missing. Say how old a copy may be, such as 30.00:00:00.");
            problems.At("Tenants").AddUnless(options.Tenants.TrueForAll(tenant => tenant.Length > 0), "must not hold an empty name.");
        }
        else
        {
            problems.AddUnless(
                options is { LegalBasis: null, MaximumAge: null, Tenants.Count: 0 },
                "has LegalBasis, MaximumAge or Tenants, which only the policy Person uses. Remove them or change the policy.");
        }

        return new ReuseTerms(
            options.Policy, options.MaximumAge, options.LegalBasis, options.Tenants.Count == 0 ? null : options.Tenants);
    }
}
