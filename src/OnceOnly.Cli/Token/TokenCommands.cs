// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Cli.Token;

/// <summary>Access tokens for a person at a shell.</summary>
internal static class TokenCommands
{
    public static IReadOnlyList<Command> All { get; } =
    [
        new(
            "token",
            "[--mtls] [--procedure CODE] [--evidence-type TYPE] [--persona KEY | --open] [--issuer URI] [--callback URI] [--certs FOLDER] [--method METHOD] [--url URI]",
            "Gets an access token for one explicit request from the pilot, and prints what curl needs as shell variables.",
            TokenCommand.RunAsync)
        {
            Options = TokenOptions.Names,
            Flags = TokenOptions.Flags,
        },
    ];
}
