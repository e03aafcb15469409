// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Identity.Keys;

/// <summary>A signing key in use.</summary>
internal sealed class SigningKey
{
    private SigningKey(StoredSigningKey stored, ECDsa key)
    {
        Stored = stored;
        Key = new ECDsaSecurityKey(key);
        Key.KeyId = Base64Url.EncodeToString(Key.ComputeJwkThumbprint());
        Public = key.ExportParameters(includePrivateParameters: false).Q;
    }

    public StoredSigningKey Stored { get; }

    public ECDsaSecurityKey Key { get; }

    /// <summary>RFC 7638 thumbprint.</summary>
    public string KeyId => Key.KeyId;

    public ECPoint Public { get; }

    public static SigningKey Open(StoredSigningKey stored)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(stored.Pem);
        return new SigningKey(stored, key);
    }

    /// <summary>A new key as it is kept.</summary>
    public static StoredSigningKey Make(int number, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new StoredSigningKey(number, now, key.ExportPkcs8PrivateKeyPem());
    }
}
