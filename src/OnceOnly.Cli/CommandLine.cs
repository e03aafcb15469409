// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Cli.As4;
using OnceOnly.Cli.Certs;
using OnceOnly.Cli.Ledger;
using OnceOnly.Cli.Oots;
using OnceOnly.Cli.Saml;
using OnceOnly.Cli.Token;

namespace OnceOnly.Cli;

/// <summary>The <c>onceonly</c> command line: one table of commands, and finding the one that was asked for.</summary>
public static class CommandLine
{
    private const string Help = "--help";

    // Each area adds its own commands here, one line an area.
    private static readonly Command[] Commands =
    [
        .. As4Commands.All,
        .. CertsCommands.All,
        .. LedgerCommands.All,
        .. OotsCommands.All,
        .. SamlCommands.All,
        .. TokenCommands.All,
    ];

    /// <summary>Runs one command.</summary>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> words,
        TextWriter output,
        TextWriter error,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);

        var command = Array.Find(Commands, candidate => candidate.IsNamedBy(words));
        if (words.TakeWhile(word => word != "--").Contains(Help, StringComparer.Ordinal))
        {
            var area = Array.FindAll(Commands, known => known.Name.Split(' ')[0] == words[0]);
            await ExplainAsync(command is not null ? [command] : area.Length > 0 ? area : Commands, output);
            return ExitCode.Success;
        }

        if (command is null)
        {
            await ExplainAsync(Commands, error);
            return ExitCode.Usage;
        }

        if (!Arguments.TryParse(words.Skip(command.NameLength), command, out var arguments, out var problem))
        {
            return await UsageAsync(command, problem, error);
        }

        try
        {
            return await command.Run(new Invocation(arguments, output, error, time, cancellationToken));
        }
        catch (UsageException wrong)
        {
            return await UsageAsync(command, wrong.Message, error);
        }
        catch (IOException unwritable)
        {
            // A full disk behind the output, say. What was printed before it is no answer.
            await error.WriteLineAsync($"onceonly {command.Name}: {unwritable.Message}");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync($"onceonly {command.Name}: interrupted");
            return ExitCode.Usage;
        }
    }

    private static async Task ExplainAsync(IReadOnlyList<Command> commands, TextWriter writer)
    {
        await writer.WriteLineAsync("usage:");
        foreach (var command in commands)
        {
            await writer.WriteLineAsync($"  onceonly {command.Name} {command.Synopsis}");
            await writer.WriteLineAsync($"      {command.Purpose}");
        }
    }

    private static async Task<int> UsageAsync(Command command, string problem, TextWriter error)
    {
        await error.WriteLineAsync($"onceonly {command.Name}: {problem}");
        await error.WriteLineAsync($"usage: onceonly {command.Name} {command.Synopsis}");
        return ExitCode.Usage;
    }
}
