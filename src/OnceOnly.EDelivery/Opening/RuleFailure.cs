// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Opening;

/// <param name="Rule">What was not fulfilled.</param>
/// <param name="Detail">What was found instead; no personal data.</param>
public sealed record RuleFailure(MessageRule Rule, string Detail);
