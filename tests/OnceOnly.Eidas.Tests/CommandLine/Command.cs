// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Tests.CommandLine;

/// <summary>Runs <c>onceonly</c> and keeps what it prints.</summary>
internal static class Command
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Cli.CommandLine.RunAsync(words, output, error, TimeProvider.System, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
