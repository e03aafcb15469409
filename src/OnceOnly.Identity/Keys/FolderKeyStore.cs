// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace OnceOnly.Identity.Keys;

/// <summary>Keys as files that only the gateway's own user may read: <c>signing-{unix seconds}-{kid}.pem</c> and <c>pairwise.key</c>.</summary>
internal sealed class FolderKeyStore(IOptions<IdentityOptions> options) : ISigningKeyStore, IPairwiseSecretStore
{
    private const string Prefix = "signing-";
    private const int SecretLength = 32;

    private readonly string _folder = options.Value.Keys.Folder;

    public IReadOnlyList<StoredSigningKey> ReadAll()
    {
        Prepare();
        var keys = new List<StoredSigningKey>();
        foreach (var file in Directory.EnumerateFiles(_folder, Prefix + "*.pem"))
        {
            if (Path.GetFileNameWithoutExtension(file)[Prefix.Length..].Split('-', 2) is [var seconds, var keyId]
                && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var createdAt))
            {
                keys.Add(new StoredSigningKey(keyId, DateTimeOffset.FromUnixTimeSeconds(createdAt), File.ReadAllText(file)));
            }
        }

        return keys;
    }

    public void Add(StoredSigningKey key) => WriteNew(PathOf(key), System.Text.Encoding.ASCII.GetBytes(key.Pem));

    public void Remove(StoredSigningKey key) => File.Delete(PathOf(key));

    public ReadOnlyMemory<byte> Read()
    {
        Prepare();
        var file = Path.Combine(_folder, "pairwise.key");
        if (!File.Exists(file))
        {
            WriteNew(file, RandomNumberGenerator.GetBytes(SecretLength));
        }

        var secret = File.ReadAllBytes(file);
        return secret.Length == SecretLength
            ? secret
            : throw new InvalidDataException($"'{file}' must hold {SecretLength} bytes; restore it from the backup.");
    }

    /// <summary>Complete or not at all; when another instance was first, its file stays.</summary>
    private static void WriteNew(string file, byte[] content)
    {
        var unfinished = $"{file}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(unfinished, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(unfinished);
        }
    }

    private string PathOf(StoredSigningKey key) =>
        Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{key.CreatedAt.ToUnixTimeSeconds()}-{key.KeyId}.pem"));

    private void Prepare()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
