// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Cli.As4;

/// <summary>Looking at AS4 messages offline.</summary>
internal static class As4Commands
{
    public static IReadOnlyList<Command> All { get; } =
    [
        new Command(
            "as4 open",
            "MIMEFILE --key PEM [--key PEM]... --trust PEM [--trust PEM]... --now 2026-11-22T12:00:00Z --out DIR",
            "Verifies and decrypts a message as an access point would, writes its parts into DIR, and prints one JSON verdict. "
                + "--trust holds the sender's certificate, or authorities that vouch for it. Exit 0 accepted, 1 refused; then nothing is written.",
            OpenCommand.RunAsync)
        {
            Options = ["--key", "--trust", "--now", "--out"],
        },
    ];
}
