// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>An answer that says why there is no evidence, or where to preview it (chapter 4.5.3).</summary>
public sealed record EvidenceErrorResponse : EdmMessage
{
    /// <summary>A UUID without prefix.</summary>
    public required string Id { get; init; }

    /// <summary>Null only when the request was too broken to have an id.</summary>
    public string? RequestId { get; init; }

    public required OotsAgent ErrorProvider { get; init; }

    public OotsAgent? Requester { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<EdmException> Exceptions { get; init; }
}

/// <summary>One thing that went wrong.</summary>
/// <param name="Code">Matched on; the message is for people.</param>
/// <param name="Message">For people; never personal data.</param>
/// <param name="Timestamp">When.</param>
public sealed record EdmException(EdmErrorCode Code, string Message, DateTimeOffset Timestamp)
{
    /// <summary>For developers, for example the ids of broken rules.</summary>
    public string? Detail { get; init; }

    /// <summary>Not null when the user is to preview the evidence there.</summary>
    public string? PreviewLocation { get; init; }

    public IReadOnlyList<OotsText> PreviewDescriptions { get; init; } = [];

    /// <summary>Up to 1.2: <c>GET</c>, <c>POST</c> or <c>PUT</c>.</summary>
    public string? PreviewMethod { get; init; }
}
