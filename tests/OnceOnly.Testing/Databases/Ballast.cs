// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Testing.Databases;

/// <summary>A file that takes up all the space there is.</summary>
internal sealed class Ballast(string file) : IAsyncDisposable
{
    /// <summary>Writes until nothing more goes in.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var block = new byte[1 << 16]; block.Length > 0; block = block[..(block.Length / 2)])
        {
            try
            {
                while (true)
                {
                    await stream.WriteAsync(block, cancellationToken);
                }
            }
            catch (IOException)
            {
                // Full; perhaps a smaller piece goes in.
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(file);
        return ValueTask.CompletedTask;
    }
}
