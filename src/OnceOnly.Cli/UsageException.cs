// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Cli;

/// <summary>The command was called wrongly; the message says how, and becomes one line on stderr.</summary>
internal sealed class UsageException(string message) : Exception(message);
