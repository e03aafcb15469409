// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Cli;

/// <summary>Exit codes shared by all commands.</summary>
internal static class ExitCode
{
    /// <summary>Done, accepted, intact.</summary>
    public const int Success = 0;

    /// <summary>The command worked and the answer is no: refused, broken, failed.</summary>
    public const int Refused = 1;

    /// <summary>The command was called wrongly, a file cannot be read or written, or it was interrupted; a message is on stderr.</summary>
    public const int Usage = 2;
}
