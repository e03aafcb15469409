// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;

namespace OnceOnly.Registries.Calls;

internal static class BoundedBody
{
    private const int Step = 16 * 1024;

    /// <returns>Null when there is more than the limit; nothing beyond it is read.</returns>
    public static async ValueTask<byte[]?> ReadAsync(HttpResponseMessage response, long limit, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (true)
        {
            var read = await content.ReadAsync(body.GetMemory(Step), cancellationToken);
            if (read == 0)
            {
                return body.WrittenSpan.ToArray();
            }

            body.Advance(read);
            if (body.WrittenCount > limit)
            {
                return null;
            }
        }
    }
}
