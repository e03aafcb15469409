// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Rules;

namespace OnceOnly.Cli.Oots;

/// <summary><c>oots validate</c>: kind and version are told from each message.</summary>
internal static class ValidateCommand
{
    public static async Task<int> RunAsync(Invocation invocation)
    {
        var paths = invocation.Arguments.Operands;
        if (paths.Count == 0)
        {
            throw new UsageException("MESSAGE.xml is missing");
        }

        var lists = ReadLists(invocation.Arguments.Optional("--codelists"));
        var allValid = true;
        foreach (var path in paths)
        {
            var verdict = await JudgeAsync(path, lists, invocation.CancellationToken);
            await invocation.Output.WriteLineAsync(verdict.ToJson());
            allValid &= verdict.Valid;
        }

        return allValid ? ExitCode.Success : ExitCode.Refused;
    }

    private static async Task<MessageVerdict> JudgeAsync(string path, OotsCodeLists lists, CancellationToken cancellationToken)
    {
        byte[] bytes;
        try
        {
            bytes = await CappedFile.ReadAsync(path, EdmDocument.Limits.MaxBytes, cancellationToken);
        }
        catch (UsageException)
        {
            // One file of many: the others are judged.
            return MessageVerdict.Unreadable(path, "the file cannot be read");
        }

        return EdmDocument.TryRead(bytes, out var document, out var fault)
            ? MessageVerdict.Of(path, document, EdmRules.Check(document, lists))
            : MessageVerdict.Unreadable(path, fault);
    }

    private static OotsCodeLists ReadLists(string? folder)
    {
        if (folder is null)
        {
            return OotsCodeLists.BuiltIn;
        }

        if (!Directory.Exists(folder))
        {
            throw new UsageException($"--codelists names no folder: {folder}");
        }

        try
        {
            return OotsCodeLists.FromFolder(folder);
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new UsageException($"--codelists: {unreadable.Message}");
        }
    }
}
