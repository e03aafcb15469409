// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Saml;

/// <summary>eidas:SPType on the wire, lower case.</summary>
internal static class SpTypeText
{
    public static string Of(SpType type) => type == SpType.Private ? "private" : "public";

    public static SpType? Parse(string? text) => text switch
    {
        "public" => SpType.Public,
        "private" => SpType.Private,
        _ => null,
    };
}
