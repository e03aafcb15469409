// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Attributes;

namespace OnceOnly.Cli.Saml;

/// <summary>Attributes by the name people know them by.</summary>
internal static class AttributeNames
{
    public static string Describe(string? uri) => EidasAttributes.Find(uri) is { } attribute
        ? $"{attribute.FriendlyName} ({uri})"
        : $"{uri ?? "an attribute without a name"} (not an eIDAS attribute)";
}
