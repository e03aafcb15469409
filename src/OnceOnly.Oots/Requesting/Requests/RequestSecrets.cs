// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Oots.Requesting.Requests;

/// <summary>Seals what waits in the store: requests with their persons, answers with their evidence.</summary>
internal sealed class RequestSecrets(ISharedSecrets secrets)
{
    private const string Kind = "oots-requests";
    private const string Name = "1";
    private volatile byte[]? key;

    public async ValueTask<byte[]> SealAsync(ReadOnlyMemory<byte> plain, string context, CancellationToken cancellationToken) =>
        Sealing.Seal(await KeyAsync(cancellationToken), plain.Span, Encoding.UTF8.GetBytes(context));

    /// <exception cref="CryptographicException">It was altered, or belongs elsewhere.</exception>
    public async ValueTask<byte[]> OpenAsync(ReadOnlyMemory<byte> box, string context, CancellationToken cancellationToken) =>
        Sealing.Open(await KeyAsync(cancellationToken), box.Span, Encoding.UTF8.GetBytes(context));

    private async ValueTask<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        while (key is null)
        {
            if (await secrets.FindAllAsync(Kind, cancellationToken) is [var known, ..])
            {
                key = known.Value.ToArray();
                break;
            }

            await secrets.TryAddAsync(new SharedSecret(Kind, Name, RandomNumberGenerator.GetBytes(Sealing.KeySize)), cancellationToken);
        }

        return key;
    }
}
