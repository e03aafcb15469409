// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace OnceOnly.Identity.Dpop;

/// <summary>
/// Nonces for DPoP proofs (RFC 9449 §8, §9): the time of issue under the instances' shared data protection keys, so
/// that nothing is stored and every instance knows what another gave out.
/// </summary>
internal sealed class DpopNonces(IDataProtectionProvider protection, IOptions<IdentityOptions> options, TimeProvider clock)
{
    private const int LongestNonce = 512;
    private const int MostKnown = 10_000;

    private readonly IDataProtector _protector = protection.CreateProtector("OnceOnly.Identity.DpopNonce");
    private readonly DpopOptions _options = options.Value.Dpop;

    /// <summary>Nonces that were opened already, because each serves many proofs: only ours, and only when they were issued.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _issued = new(StringComparer.Ordinal);

    public bool AreRequired => _options.RequireNonce;

    public string New()
    {
        var issuedAt = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(issuedAt, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return Base64Url.EncodeToString(_protector.Protect(issuedAt));
    }

    /// <param name="nonce">From a proof.</param>
    /// <param name="shouldReplace">Whether it is past half of its life, so that the caller had better get a new one.</param>
    public bool IsLive(string nonce, out bool shouldReplace)
    {
        shouldReplace = true;
        if (!TryReadIssuedAt(nonce, out var issuedAt))
        {
            return false;
        }

        var age = clock.GetUtcNow() - issuedAt;
        shouldReplace = age > _options.NonceLifetime / 2;
        return age >= -_options.ClockSkew && age <= _options.NonceLifetime;
    }

    private bool TryReadIssuedAt(string nonce, out DateTimeOffset issuedAt)
    {
        issuedAt = default;
        if (_issued.TryGetValue(nonce, out issuedAt))
        {
            return true;
        }

        if (nonce.Length > LongestNonce || !Base64Url.IsValid(nonce))
        {
            return false;
        }

        try
        {
            var bytes = _protector.Unprotect(Base64Url.DecodeFromChars(nonce));
            issuedAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes));
            if (_issued.Count >= MostKnown)
            {
                _issued.Clear();
            }

            _issued[nonce] = issuedAt;
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
