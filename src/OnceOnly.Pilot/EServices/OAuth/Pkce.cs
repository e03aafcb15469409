// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Pilot.EServices.OAuth;

/// <summary>Proof that whoever redeems a code is who asked for it (RFC 7636).</summary>
public sealed record Pkce(string Verifier)
{
    public string Challenge => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static Pkce Create() => new(Unguessable.Create());
}
