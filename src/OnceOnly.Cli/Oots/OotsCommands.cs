// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Cli.Oots;

/// <summary>Judging cross-border messages offline.</summary>
internal static class OotsCommands
{
    public static IReadOnlyList<Command> All { get; } =
    [
        new Command(
            "oots validate",
            "MESSAGE.xml... [--codelists DIR]",
            "Judges evidence requests, responses and errors by the rules of their version; one JSON line a file. Exit 0 all valid, 1 any invalid.",
            ValidateCommand.RunAsync)
        {
            Options = ["--codelists"],
        },
        new Command(
            "oots verify-catalogue",
            "BODY --headers FILE --roots PEM --now 2026-11-21T12:00:00Z",
            "Verifies digest and signature of an answer of the Evidence Broker or Data Service Directory. Exit 0 it holds, 1 it does not.",
            VerifyCatalogueCommand.RunAsync)
        {
            Options = ["--headers", "--roots", "--now"],
        },
    ];
}
