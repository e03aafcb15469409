// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Grpc.Tests.Peers;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("onceonly-grpc-").FullName;

    public static TemporaryFolder With(string name, string content)
    {
        var folder = new TemporaryFolder();
        System.IO.File.WriteAllText(folder.File(name), content);
        return folder;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
