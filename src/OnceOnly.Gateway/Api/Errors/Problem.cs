// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Serialization;
using OnceOnly.Evidence.Errors;

namespace OnceOnly.Gateway.Api.Errors;

/// <summary>A problem document (RFC 9457) with the members every error of this API has.</summary>
/// <param name="Type">Address of a page about this kind of problem.</param>
/// <param name="Title">The kind of problem.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code of the error vocabulary.</param>
/// <param name="Party">Who has to act.</param>
/// <param name="Phase">Where on its way the request failed.</param>
/// <param name="Retry">Whether trying again helps.</param>
/// <param name="TraceId">Name this when asking for help.</param>
public sealed record Problem(Uri Type, string Title, int Status, string Code, ErrorParty Party, ErrorPhase Phase, Retry Retry, string TraceId)
{
    public const string MediaType = "application/problem+json";

    /// <summary>What the caller should do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    /// <summary>The part of the request to mend.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }
}
