// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.EndToEnd.Architecture;

namespace OnceOnly.EndToEnd.Publishing;

/// <summary>What the Dockerfile does, read from it, so that what is tested here is what a container runs.</summary>
internal sealed class ContainerFile
{
    private readonly IReadOnlyList<string> _instructions = [.. File.ReadAllText(Path.Combine(SolutionFolder.Root, "Dockerfile"))
        .Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(line => line[0] != '#')];

    /// <summary>Arguments of <c>dotnet</c>, once for each time it is called, to publish into a folder.</summary>
    public IEnumerable<IReadOnlyList<string>> PublishInto(string folder)
    {
        var commands = Only("RUN ").Split("&&").Select(command => command.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        commands.Select(command => command[0]).ShouldBe(["dotnet", "dotnet", "mkdir"]);
        commands[1][^2..].ShouldBe(["-o", ApplicationFolder]);
        return [commands[0][1..], [.. commands[1][1..^1], folder]];
    }

    /// <summary>The program and its arguments, to be started in the application's folder.</summary>
    public IReadOnlyList<string> EntryPoint => JsonSerializer.Deserialize<string[]>(Only("ENTRYPOINT "))!;

    /// <summary>User and group that everything runs as; not root's.</summary>
    public string User => Only("USER ");

    private string ApplicationFolder => _instructions.Last(line => line.StartsWith("WORKDIR ", StringComparison.Ordinal))["WORKDIR ".Length..];

    private string Only(string instruction) =>
        _instructions.Where(line => line.StartsWith(instruction, StringComparison.Ordinal)).ShouldHaveSingleItem()[instruction.Length..].Trim();
}
