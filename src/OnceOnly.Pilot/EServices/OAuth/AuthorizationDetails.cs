// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnceOnly.Pilot.EServices.OAuth;

/// <summary>The gateway's <c>authorization_details</c> (RFC 9396).</summary>
internal static class AuthorizationDetails
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>JSON that asks for the procedure's evidence.</summary>
    public static string For(OfferedProcedure procedure) => JsonSerializer.Serialize(
        new[]
        {
            new { type = "evidence_request", procedure = procedure.Procedure, evidence_types = new[] { procedure.EvidenceType }, country = procedure.Country },
        },
        Json);
}
