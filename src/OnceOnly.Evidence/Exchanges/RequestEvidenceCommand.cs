// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Exchanges;

/// <summary>Asks for one evidence of the explicit request.</summary>
/// <param name="EvidenceType">Evidence type, one of the explicit request's.</param>
/// <param name="Provider">Needed when several providers of the explicit request offer it.</param>
/// <param name="ReturnUri">Where the browser goes after an interaction; must be registered for the e-service; at most <see cref="LongestReturnUri"/> bytes of UTF-8.</param>
/// <param name="State">Opaque, at most <see cref="LongestState"/> characters; goes back with the browser.</param>
public sealed record RequestEvidenceCommand(string EvidenceType, string? Provider, string? ReturnUri, string? State)
{
    public const int LongestState = 512;

    public const int LongestReturnUri = 2000;
}
