// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Catalogue;

/// <summary>The re-use policy of one evidence at one provider.</summary>
/// <param name="Policy">What a stored copy may be used for.</param>
/// <param name="MaximumAge">How old a copy may be when it serves; needed for <see cref="ReusePolicy.Person"/>.</param>
/// <param name="LegalBasis">The law that allows re-use by another service; needed for <see cref="ReusePolicy.Person"/>.</param>
/// <param name="Tenants">Controllers, besides the one that first asked, which the legal basis lets be served from the copy.</param>
public sealed record ReuseTerms(
    ReusePolicy Policy,
    TimeSpan? MaximumAge = null,
    string? LegalBasis = null,
    IReadOnlyList<string>? Tenants = null)
{
    public static ReuseTerms Default { get; } = new(ReusePolicy.Exchange);
}
