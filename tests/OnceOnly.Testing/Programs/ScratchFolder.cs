// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;

namespace OnceOnly.Testing.Programs;

/// <summary>A folder that is gone afterwards; on demand a small file system of its own, which can be full.</summary>
internal sealed class ScratchFolder : IAsyncDisposable
{
    private bool _isMounted;

    private ScratchFolder(string path) => Path = path;

    public string Path { get; }

    /// <param name="megabytes">Size of a <c>tmpfs</c>, which only root can mount; null for a plain folder.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<ScratchFolder> CreateAsync(int? megabytes, CancellationToken cancellationToken)
    {
        var folder = new ScratchFolder(Directory.CreateTempSubdirectory("onceonly-testing-").FullName);
        if (megabytes is { } size)
        {
            var option = string.Create(CultureInfo.InvariantCulture, $"size={size}m,mode=0700");
            await ChildProcess.RunAsync("mount", ["-t", "tmpfs", "-o", option, "tmpfs", folder.Path], cancellationToken);
            folder._isMounted = true;
        }

        return folder;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isMounted)
        {
            // Lazily: a process that was killed just now may still hold a file.
            await ChildProcess.RunAsync("umount", ["-l", Path], CancellationToken.None);
        }

        Directory.Delete(Path, recursive: true);
    }
}
