// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using System.Text.Json.Nodes;
using OnceOnly.Evidence.ExplicitRequests;

namespace OnceOnly.Gateway.Api.AuthorizationDetails;

/// <summary>
/// The authorization detail (RFC 9396) of type <c>evidence_request</c>: exactly one, because one explicit request is
/// for one procedure. Nothing unknown is let through, since the citizen would not see it.
/// </summary>
internal static class EvidenceRequestDetail
{
    public const string TypeName = "evidence_request";

    private const string Procedure = "procedure";
    private const string EvidenceTypes = "evidence_types";
    private const string Providers = "providers";
    private const string Country = "country";
    private const int MostValues = 20;
    private const int LongestValue = 200;

    /// <summary>Names of providers abroad may hold sealed answers.</summary>
    private const int LongestProvider = RequestRules.LongestProvider;

    /// <returns>What the e-service would have the citizen request, or what is wrong with it.</returns>
    public static (EvidenceWish? Wish, string? Error) Read(JsonElement details)
    {
        if (details.ValueKind is not JsonValueKind.Array || details.GetArrayLength() != 1)
        {
            return (null, "authorization_details must be an array with exactly one entry.");
        }

        var detail = details[0];
        if (detail.ValueKind is not JsonValueKind.Object)
        {
            return (null, "The entry of authorization_details must be an object.");
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in detail.EnumerateObject())
        {
            if (member.Name is not ("type" or Procedure or EvidenceTypes or Providers or Country))
            {
                return (null, $"Only type, {Procedure}, {EvidenceTypes}, {Providers} and {Country} are known.");
            }

            if (!members.TryAdd(member.Name, member.Value))
            {
                return (null, $"{member.Name} is given twice.");
            }
        }

        return members.TryGetValue("type", out var type) && Text(type) == TypeName
            ? ReadMembers(members)
            : (null, $"The type must be {TypeName}.");
    }

    /// <summary>What was granted: the wish with the providers chosen, and the explicit request that the token is for.</summary>
    public static JsonElement Granted(EvidenceWish wish, IReadOnlyList<RequestedEvidence> chosen, string explicitRequestId)
    {
        var detail = new JsonObject
        {
            ["type"] = TypeName,
            [Procedure] = wish.Procedure,
            [EvidenceTypes] = new JsonArray([.. chosen.Select(evidence => JsonValue.Create(evidence.EvidenceType))]),
            [Providers] = new JsonArray([.. chosen.Select(evidence => evidence.Provider).Distinct(StringComparer.Ordinal).Select(provider => JsonValue.Create(provider))]),
            ["explicit_request_id"] = explicitRequestId,
        };
        if (wish.Country is not null)
        {
            detail[Country] = wish.Country;
        }

        return JsonSerializer.SerializeToElement(new JsonArray(detail));
    }

    private static (EvidenceWish? Wish, string? Error) ReadMembers(Dictionary<string, JsonElement> members)
    {
        if (!members.TryGetValue(Procedure, out var given) || Text(given) is not { } procedure)
        {
            return (null, $"{Procedure} must be a text of at most {LongestValue} characters.");
        }

        if (!members.TryGetValue(EvidenceTypes, out given) || Texts(given) is not { Count: > 0 } evidenceTypes)
        {
            return (null, $"{EvidenceTypes} must be an array of 1 to {MostValues} different texts.");
        }

        IReadOnlyList<string> providers = [];
        if (members.TryGetValue(Providers, out given))
        {
            if (Texts(given, LongestProvider) is not { Count: > 0 } named)
            {
                return (null, $"{Providers} must be an array of 1 to {MostValues} different texts.");
            }

            providers = named;
        }

        string? country = null;
        if (members.TryGetValue(Country, out given))
        {
            country = Text(given);
            if (country is not { Length: 2 } || !country.All(char.IsAsciiLetterUpper))
            {
                return (null, $"{Country} must be two capital letters.");
            }
        }

        return (new EvidenceWish(procedure, evidenceTypes, providers, country), null);
    }

    private static List<string>? Texts(JsonElement value, int longest = LongestValue)
    {
        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() > MostValues)
        {
            return null;
        }

        var texts = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            if (Text(item, longest) is not { } text || texts.Contains(text, StringComparer.Ordinal))
            {
                return null;
            }

            texts.Add(text);
        }

        return texts;
    }

    private static string? Text(JsonElement value, int longest = LongestValue) =>
        value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= longest && !text.Any(char.IsControl)
            ? text
            : null;
}
