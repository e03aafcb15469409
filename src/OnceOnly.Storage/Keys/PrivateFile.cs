// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Storage.Keys;

/// <summary>Files with secrets.</summary>
internal static class PrivateFile
{
    /// <summary>Writes the file, readable by this user only, unless it is there. Readers never see half of it.</summary>
    public static void WriteNew(string file, ReadOnlySpan<byte> content)
    {
        if (File.Exists(file))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var partial = file + "." + Guid.NewGuid().ToString("N");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(partial, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(partial, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process was first; its file counts.
            File.Delete(partial);
        }
    }
}
