// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.EDelivery.Opening;
using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.Cli.As4;

/// <summary><c>as4 open</c>: the library's verdict on one message, and its parts in files.</summary>
internal static class OpenCommand
{
    private const int MaxPemBytes = 1024 * 1024;

    public static async Task<int> RunAsync(Invocation invocation)
    {
        var arguments = invocation.Arguments;
        var cancellation = invocation.CancellationToken;
        var path = arguments.SingleOperand("MIMEFILE");
        var now = arguments.RequiredTime("--now");
        var folder = arguments.Required("--out");
        var keys = await ReadKeysAsync(arguments.All("--key"), cancellation);
        var trust = TrustedCertificates.Read(await ReadAllAsync(arguments.All("--trust"), cancellation), now);
        var limits = OpeningLimits.Default;
        var dump = MessageDump.Of(await CappedFile.ReadAsync(path, limits.MaxMessageBytes + MaxPemBytes, cancellation));

        if (!ReceivedMessage.TryRead(dump.ContentType, dump.Body, limits, out var message, out var failure))
        {
            await invocation.Output.WriteLineAsync(OpenVerdict.OfRefused([failure], header: null));
            return ExitCode.Refused;
        }

        switch (MessageOpener.Open(message, trust.For(message.OfferedCertificates), keys, now, limits))
        {
            case OpenedMessage opened:
                await invocation.Output.WriteLineAsync(OpenVerdict.OfAccepted(opened, await WriteAsync(opened, folder, cancellation)));
                return ExitCode.Success;
            case RefusedMessage refused:
                await invocation.Output.WriteLineAsync(OpenVerdict.OfRefused(refused.Failures, message.Header));
                return ExitCode.Refused;
            default:
                throw new InvalidOperationException("An outcome of a new kind.");
        }
    }

    private static async Task<IReadOnlyList<WrittenPart>> WriteAsync(OpenedMessage message, string folder, CancellationToken cancellationToken)
    {
        try
        {
            var written = new List<WrittenPart>();
            var target = Directory.CreateDirectory(folder).FullName;
            foreach (var part in message.Parts)
            {
                written.Add(await WrittenPart.WriteAsync(part, written.Count + 1, target, cancellationToken));
            }

            return written;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"cannot write to {folder}: {unwritable.Message}");
        }
    }

    private static async Task<IReadOnlyList<DecryptionKey>> ReadKeysAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var keys = new List<DecryptionKey>();
        foreach (var (path, pem) in await ReadAllAsync(paths, cancellationToken))
        {
            keys.Add(DecryptionKey.TryFromPem(Encoding.UTF8.GetString(pem), out var key)
                ? key
                : throw new UsageException($"{path} holds no private key in PEM without a password"));
        }

        return keys.Count > 0 ? keys : throw new UsageException("--key is missing");
    }

    private static async Task<IReadOnlyList<(string Path, byte[] Pem)>> ReadAllAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var files = new List<(string, byte[])>();
        foreach (var path in paths)
        {
            files.Add((path, await CappedFile.ReadAsync(path, MaxPemBytes, cancellationToken)));
        }

        return files;
    }
}
