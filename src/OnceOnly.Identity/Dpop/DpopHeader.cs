// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace OnceOnly.Identity.Dpop;

/// <summary>The <c>DPoP</c> and <c>DPoP-Nonce</c> headers.</summary>
internal static class DpopHeader
{
    public const string Proof = "DPoP";
    public const string Nonce = "DPoP-Nonce";

    public static bool IsPresent(HttpContext context) => context.Request.Headers.ContainsKey(Proof);

    /// <returns>False when there is none, or more than one: then nobody can say which proves.</returns>
    public static bool TryRead(HttpContext context, [NotNullWhen(true)] out string? proof)
    {
        var values = context.Request.Headers[Proof];
        proof = values is [{ Length: > 0 } only] ? only : null;
        return proof is not null;
    }

    public static void Offer(HttpContext context, string? nonce)
    {
        if (nonce is not null)
        {
            context.Response.Headers[Nonce] = nonce;
        }
    }
}
