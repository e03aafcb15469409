// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Messages;

/// <summary>An error as a signal carries it.</summary>
/// <param name="Kind">Code and names.</param>
/// <param name="IsFailure">Severity: failure, or only a warning.</param>
/// <param name="Description">One sentence for a person; it tells nothing an attacker could use.</param>
public sealed record ReportedError(EbmsError Kind, bool IsFailure, string? Description)
{
    /// <summary>The message it is about.</summary>
    public string? RefToMessageInError { get; init; }
}
