// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;

namespace OnceOnly.EDelivery.Opening;

/// <summary>One thing an incoming message must fulfil.</summary>
/// <param name="Name">Short name, for logs and verdicts.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Error">What the sender is told when it does not.</param>
public sealed record MessageRule(string Name, string Meaning, EbmsError Error);
