// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Registries.Configuration;
using OnceOnly.Registries.Subjects;

namespace OnceOnly.Registries.Declarations;

/// <param name="Statuses">HTTP statuses that mean "later" when a time comes with them.</param>
/// <param name="Until">JSON pointer to the time, when it may stand in the body.</param>
/// <param name="MaximumWait">A time further away is not believed.</param>
internal sealed record DeferralDeclaration(IReadOnlySet<int> Statuses, string? Until, TimeSpan MaximumWait)
{
    public static DeferralDeclaration? Read(DeferralOptions? options, Problems problems)
    {
        if (options is null)
        {
            return null;
        }

        problems.At("Statuses").AddUnless(
            options.Statuses.Count > 0 && options.Statuses.TrueForAll(status => status is 202 or 503), "must list 202, 503 or both.");
        problems.At("Until").AddUnless(
            options.Until is null || JsonPointer.IsValid(options.Until), "must be a JSON pointer such as /availableAt.");
        problems.At("MaximumWait").AddUnless(
            options.MaximumWait > TimeSpan.Zero && options.MaximumWait <= TimeSpan.FromDays(366), "must be above zero and at most 366 days.");
        return new DeferralDeclaration(options.Statuses.ToHashSet(), options.Until, options.MaximumWait);
    }
}
