// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using Npgsql;

namespace OnceOnly.Storage.Postgres;

/// <summary>Each message names the key and what to do.</summary>
internal sealed class PostgresOptionsRules : IValidateOptions<PostgresOptions>
{
    private const string Section = "Storage:Postgres:";

    public ValidateOptionsResult Validate(string? name, PostgresOptions options)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Folder))
        {
            failures.Add(Section + "Folder is missing; name the folder in which this instance keeps its files (master key, checkpoints).");
        }

        if (string.IsNullOrWhiteSpace(options.ConnectionString) && options.ConnectionStringFile is null)
        {
            failures.Add(Section + "ConnectionString is missing; say how to reach the server, or name a file that does as ConnectionStringFile.");
        }

        Check(failures, "ConnectionString", options.ConnectionString, options.ConnectionStringFile);
        Check(failures, "KeysConnectionString", options.KeysConnectionString, options.KeysConnectionStringFile);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Check(List<string> failures, string key, string? text, string? file)
    {
        if (text is not null && file is not null)
        {
            failures.Add($"{Section}{key} and {Section}{key}File are both given; leave one out.");
            return;
        }

        try
        {
            text ??= file is null ? null : File.ReadAllText(file);
            if (text is not null && string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host))
            {
                failures.Add($"{Section}{key} names no Host.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failures.Add($"{Section}{key}File cannot be read: {exception.Message}");
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or NotSupportedException)
        {
            // Not the message: it may quote the password.
            failures.Add($"{Section}{key} is not a connection string ({exception.GetType().Name}).");
        }
    }
}
