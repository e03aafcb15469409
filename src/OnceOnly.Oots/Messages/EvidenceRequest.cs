// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>A request for evidence (chapter 4.5.1).</summary>
public sealed record EvidenceRequest : EdmMessage
{
    /// <summary><c>urn:uuid:</c> and a UUID; new for each request, also for the second one of a preview.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Code from the list of procedures.</summary>
    public required string Procedure { get; init; }

    /// <summary>Preferred language, up to 1.2.</summary>
    public string? Language { get; init; }

    /// <summary>False only where a law lets the preview be left out.</summary>
    public required bool PossibilityForPreview { get; init; }

    /// <summary>False only where a law lets the explicit request be left out.</summary>
    public required bool ExplicitRequestGiven { get; init; }

    public required IReadOnlyList<OotsRequirement> Requirements { get; init; }

    /// <summary>Exactly one is classified <c>ER</c>, the others are intermediary platforms.</summary>
    public required IReadOnlyList<OotsAgent> Requesters { get; init; }

    public required OotsAgent Provider { get; init; }

    public IReadOnlyList<ProviderClassification> ProviderClassifications { get; init; } = [];

    /// <summary>Verbatim from the provider's answer; makes this the second request of a preview.</summary>
    public string? PreviewLocation { get; init; }

    /// <summary>From 2.0, together with <see cref="PreviewLocation"/>.</summary>
    public string? ReturnLocation { get; init; }

    public required RequestedEvidenceType EvidenceType { get; init; }

    public required OotsPerson Subject { get; init; }

    /// <summary>Who acts for the subject.</summary>
    public OotsPerson? Representative { get; init; }

    /// <summary>The authority that asks.</summary>
    public OotsAgent Requester => Requesters.First(agent => agent.Classification == "ER");
}
