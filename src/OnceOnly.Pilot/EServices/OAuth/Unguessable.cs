// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Pilot.EServices.OAuth;

/// <summary>Random handles of 256 bits.</summary>
internal static class Unguessable
{
    public static string Create() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
}
