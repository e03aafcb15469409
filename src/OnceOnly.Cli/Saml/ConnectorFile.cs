// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using Microsoft.Extensions.Configuration;
using OnceOnly.Identity.EidMethods.EidasSaml;

namespace OnceOnly.Cli.Saml;

/// <summary>What the gateway's configuration says of one connector, as the JSON that stands there.</summary>
internal static class ConnectorFile
{
    public const string Option = "--connector";

    /// <exception cref="UsageException">The file cannot be read, or says what the gateway would not start with.</exception>
    public static async Task<ConnectorExpectation> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await MessageFile.ReadAsync(path, cancellationToken);
        return ConnectorExpectation.TryRead(Parse(path, bytes), out var expectation, out var fault)
            ? expectation
            : throw new UsageException($"{path}: {fault}");
    }

    private static IConfiguration Parse(string path, byte[] bytes)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonStream(new MemoryStream(bytes)).Build();
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidDataException)
        {
            throw new UsageException($"{path} is no JSON object: {unreadable.Message}");
        }
    }
}
