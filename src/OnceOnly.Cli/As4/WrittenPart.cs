// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.EDelivery.Opening;

namespace OnceOnly.Cli.As4;

/// <summary>A part as it was written to a file.</summary>
/// <param name="Part">The part.</param>
/// <param name="File">Name inside the folder.</param>
/// <param name="Sha256">Digest of its content, hexadecimal.</param>
internal sealed record WrittenPart(ReceivedPart Part, string File, string Sha256)
{
    private const int BlockBytes = 128 * 1024;

    private static readonly Dictionary<string, string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["application/x-ebrs+xml"] = ".xml",
        ["application/xml"] = ".xml",
        ["text/xml"] = ".xml",
        ["application/pdf"] = ".pdf",
        ["application/json"] = ".json",
        ["application/zip"] = ".zip",
        ["text/plain"] = ".txt",
        ["image/png"] = ".png",
        ["image/jpeg"] = ".jpg",
    };

    /// <summary>Writes a part under a name that owes nothing to the message, so that it cannot point elsewhere.</summary>
    public static async Task<WrittenPart> WriteAsync(ReceivedPart part, int number, string folder, CancellationToken cancellationToken)
    {
        var name = $"part-{number}{Extensions.GetValueOrDefault(part.MimeType, ".bin")}";
        var temporary = Path.Combine(folder, $".{Guid.NewGuid():N}");
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            await using (var content = part.OpenRead())
            {
                var block = new byte[BlockBytes];
                int read;
                while ((read = await content.ReadAsync(block, cancellationToken)) > 0)
                {
                    digest.AppendData(block, 0, read);
                    await file.WriteAsync(block.AsMemory(0, read), cancellationToken);
                }
            }

            // Renaming replaces whatever has that name, a link too, and never follows it.
            System.IO.File.Move(temporary, Path.Combine(folder, name), overwrite: true);
        }
        finally
        {
            System.IO.File.Delete(temporary);
        }

        return new WrittenPart(part, name, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }
}
