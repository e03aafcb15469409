// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Text.Json;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.AuthorizationDetails;

/// <summary>Reads <c>authorization_details</c> (RFC 9396): its form is checked here, its meaning by the policy.</summary>
internal sealed class AuthorizationDetailsReader(IAuthorizationDetailsPolicy policy)
{
    /// <summary>The one type there is.</summary>
    public const string EvidenceRequest = "evidence_request";

    private const int LargestPushed = 3 * 1024;

    /// <remarks>With the providers chosen there may be more; the access token that carries them stays below 8 KB.</remarks>
    private const int LargestGranted = 4608;

    public async Task<OAuthOutcome<Wanted>> ReadAsync(OAuthParameters form, Client client, CancellationToken cancellationToken)
    {
        if (form["authorization_details"] is not { } json)
        {
            return new Wanted(null, null);
        }

        if (Encoding.UTF8.GetByteCount(json) > LargestPushed || !TryParse(json, out var details))
        {
            return OAuthError.InvalidAuthorizationDetails($"authorization_details must be an array of {EvidenceRequest} objects of 3 KB at most.");
        }

        var verdict = await policy.JudgeAsync(client.ClientId, details, cancellationToken);
        return verdict.Error is null
            ? new Wanted(details, verdict.LevelOfAssurance)
            : OAuthError.InvalidAuthorizationDetails(verdict.Error);
    }

    /// <summary>A non-empty array of objects of a known type.</summary>
    public static bool TryParse(string json, out JsonElement details)
    {
        details = default;
        return Encoding.UTF8.GetByteCount(json) <= LargestGranted
            && StrictJson.TryParse(json, out details)
            && details.ValueKind == JsonValueKind.Array
            && details.GetArrayLength() > 0
            && details.EnumerateArray().All(detail => detail.Text("type") == EvidenceRequest);
    }

    /// <param name="Details">Null when nothing is wanted.</param>
    /// <param name="MinimumLevel">Level the log-in must reach for it.</param>
    internal sealed record Wanted(JsonElement? Details, LevelOfAssurance? MinimumLevel);
}
