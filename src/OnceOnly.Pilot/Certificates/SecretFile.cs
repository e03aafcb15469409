// SPDX-License-Identifier: EUPL-1.2

using System.Text;

namespace OnceOnly.Pilot.Certificates;

/// <summary>Writes files that only their owner may read; they never exist with wider rights, not even for a moment.</summary>
internal static class SecretFile
{
    public static void Write(string path, string content)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(path, options);
        stream.Write(Encoding.UTF8.GetBytes(content));
    }
}
