// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.Oots.Edm;

namespace OnceOnly.Oots.AccessPoints.As4;

/// <summary>How messages of the data model travel over eDelivery AS4 (chapter 4.7).</summary>
public static class As4Names
{
    public const string PartyIdType = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:oots";

    /// <summary>Of both parties.</summary>
    public const string Role = "http://sdg.europa.eu/edelivery/gateway";

    public const string RegRepMediaType = "application/x-ebrs+xml";

    internal const string ExchangeId = "ExchangeId";
    internal const string SpecificationId = "SpecificationId";

    private static readonly Dictionary<EdmKind, string> Actions = new()
    {
        [EdmKind.Request] = "ExecuteQueryRequest",
        [EdmKind.Response] = "ExecuteQueryResponse",
        [EdmKind.Error] = "ExceptionResponse",
    };

    public static ServiceName Service { get; } = new("QueryManager", "urn:oasis:names:tc:ebcore:ebrs:ebms:binding:1.0");

    public static IReadOnlyCollection<string> AllActions => Actions.Values;

    public static string ActionOf(EdmKind kind) => Actions[kind];

    public static EdmKind? KindOf(string action) => Actions.Where(entry => entry.Value == action).Select(entry => (EdmKind?)entry.Key).FirstOrDefault();
}
