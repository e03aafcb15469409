// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;
using System.Text;

namespace OnceOnly.EDelivery.Spool;

/// <summary>Forces a folder to disk, so that names given in it survive a power cut. .NET opens no folders, so the system is asked itself.</summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The disk failed.</exception>
    public static void Force(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // NTFS writes the names down by itself when the file is forced.
            return;
        }

        var folder = Open([.. Encoding.UTF8.GetBytes(path), 0], ReadOnly);
        if (folder < 0)
        {
            throw new IOException($"The spool folder cannot be opened ({Marshal.GetLastPInvokeError()}).");
        }

        var failed = Sync(folder) != 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = Close(folder);
        if (failed != 0)
        {
            throw new IOException($"The spool folder cannot be forced to disk ({failed}).");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int folder);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int folder);
}
