// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Cli.Saml;

/// <summary>Diagnosing SAML messages offline.</summary>
internal static class SamlCommands
{
    public static IReadOnlyList<Command> All { get; } = [];
}
