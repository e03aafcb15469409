// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Xml;

namespace OnceOnly.Eidas.Saml;

/// <summary>Identifiers of messages and assertions: an NCName that nobody guesses.</summary>
internal static class SamlId
{
    /// <summary>An underscore and 160 random bits.</summary>
    public static string Create() => "_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public static bool IsValid(string? id)
    {
        if (string.IsNullOrEmpty(id))
        {
            return false;
        }

        try
        {
            XmlConvert.VerifyNCName(id);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
