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
        Key = new ECDsaSecurityKey(key) { KeyId = stored.KeyId };
        Public = key.ExportParameters(includePrivateParameters: false).Q;
    }

    public StoredSigningKey Stored { get; }

    public ECDsaSecurityKey Key { get; }

    public ECPoint Public { get; }

    public static SigningKey Open(StoredSigningKey stored)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(stored.Pem);
        return new SigningKey(stored, key);
    }

    public static SigningKey New(DateTimeOffset now)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keyId = Base64Url.EncodeToString(new ECDsaSecurityKey(key).ComputeJwkThumbprint());
        return new SigningKey(new StoredSigningKey(keyId, now, key.ExportPkcs8PrivateKeyPem()), key);
    }
}
