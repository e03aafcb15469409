// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Responses.Rules;

/// <summary>How to break each rule, in all the ways of the SPID list and a few more.</summary>
internal static class RuleCases
{
    public static IReadOnlyList<(ResponseRule Rule, string How, Action<Forge> Break)> All { get; } =
    [
        .. MessageCases.All,
        .. EnvelopeCases.All,
        .. SignatureCases.All,
        .. EncryptionCases.All,
        .. AssertionCases.All,
        .. ConditionsCases.All,
        .. AuthnStatementCases.All,
        .. AttributeCases.All,
    ];
}
