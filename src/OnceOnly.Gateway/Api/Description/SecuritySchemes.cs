// SPDX-License-Identifier: EUPL-1.2

using Microsoft.OpenApi;

namespace OnceOnly.Gateway.Api.Description;

/// <summary>How callers prove themselves: a token bound to a key by DPoP, or to a certificate by mutual TLS.</summary>
internal static class SecuritySchemes
{
    public const string Dpop = "dpop";
    public const string Bearer = "bearer";
    public const string MutualTls = "mutualTls";

    public static OpenApiSecurityScheme OfDpop() => new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = "DPoP",
        BearerFormat = "JWT",
        Description = "Access token bound to a key (RFC 9449): `Authorization: DPoP …` and a fresh proof in `DPoP`, with the nonce last given in `DPoP-Nonce`.",
    };

    public static OpenApiSecurityScheme OfBearer() => new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = "bearer",
        BearerFormat = "JWT",
        Description = "Access token bound to the client certificate of the connection (RFC 8705).",
    };

    public static OpenApiSecurityScheme OfMutualTls() => new()
    {
        Type = SecuritySchemeType.MutualTLS,
        Description = "The client certificate, at the gateway's listener for mutual TLS.",
    };

    public static IList<OpenApiSecurityRequirement> Required(OpenApiDocument document) =>
    [
        new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Dpop, document)] = [] },
        new OpenApiSecurityRequirement
        {
            [new OpenApiSecuritySchemeReference(Bearer, document)] = [],
            [new OpenApiSecuritySchemeReference(MutualTls, document)] = [],
        },
    ];
}
