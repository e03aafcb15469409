// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Responses;

/// <summary>One rule a response must keep.</summary>
/// <param name="Name">Stable name, for logs, tests and scripts.</param>
/// <param name="Meaning">What the rule wants, one sentence.</param>
public sealed record ResponseRule(string Name, string Meaning);
