// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Mime;

namespace OnceOnly.EDelivery.Spool;

/// <summary>A folder of messages and their outcomes that one process holds.</summary>
internal sealed class SpoolFolder : IDisposable
{
    private readonly string path;
    private readonly FileStream held;

    private SpoolFolder(string path, FileStream held)
    {
        this.path = path;
        this.held = held;
    }

    /// <summary>Opens it, and clears away what a process left half written.</summary>
    public static SpoolFolder Open(string path)
    {
        Directory.CreateDirectory(path);
        var folder = new SpoolFolder(path, new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        foreach (var half in Directory.EnumerateFiles(path, "*.tmp"))
        {
            File.Delete(half);
        }

        return folder;
    }

    public string Message(string name) => Path.Combine(path, name + ".message");

    public string Outcome(string name) => Path.Combine(path, name + ".outcome");

    public string Temporary() => Path.Combine(path, $"{Guid.NewGuid():N}.tmp");

    public IEnumerable<string> Messages() => Directory.EnumerateFiles(path, "*.message");

    public IEnumerable<string> Outcomes() => Directory.EnumerateFiles(path, "*.outcome");

    /// <returns>False when the name is taken.</returns>
    public async Task<bool> TryAddAsync<T>(string name, WireMessage wire, T facts, CancellationToken cancellationToken)
    {
        var staged = await SpoolFile.StageAsync(Temporary(), wire, cancellationToken).ConfigureAwait(false);
        await using (staged.ConfigureAwait(false))
        {
            try
            {
                await CommitAsync(staged, facts, name, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (IOException) when (File.Exists(Message(name)))
            {
                File.Delete(staged.Name);
                return false;
            }
        }
    }

    /// <summary>Completes a staged file and gives it its name, both on disk when this returns.</summary>
    public async Task CommitAsync<T>(FileStream staged, T facts, string name, CancellationToken cancellationToken)
    {
        await SpoolFile.CommitAsync(staged, facts, Message(name), cancellationToken).ConfigureAwait(false);
        FolderSync.Force(path);
    }

    public static async Task<T> ReadFactsAsync<T>(string file, CancellationToken cancellationToken)
    {
        await using var stream = OpenFile(file);
        return (await SpoolFile.ReadFactsAsync<T>(stream, cancellationToken).ConfigureAwait(false)).Facts;
    }

    public async Task<Stream> OpenReadAsync(string name, CancellationToken cancellationToken)
    {
        var stream = OpenFile(Message(name));
        var (_, length) = await SpoolFile.ReadFactsAsync<object>(stream, cancellationToken).ConfigureAwait(false);
        return new PrefixStream(stream, length);
    }

    public void Dispose() => held.Dispose();

    private static FileStream OpenFile(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
}
