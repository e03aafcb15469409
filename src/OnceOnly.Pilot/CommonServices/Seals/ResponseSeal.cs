// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using OnceOnly.Pilot.Certificates;

namespace OnceOnly.Pilot.CommonServices.Seals;

/// <summary>Seals answers: the digest of the body, and a detached JWS over that header (JAdES for HTTP headers, ES256).</summary>
internal sealed class ResponseSeal : IDisposable
{
    private static readonly string[] Criticals = ["b64", "sigD"];
    private static readonly string[] Covered = ["digest"];

    private readonly ECDsa _key;
    private readonly string[] _chain;
    private readonly TimeProvider _time;

    /// <param name="signer">Certificate for signing, with its key.</param>
    /// <param name="authority">Who issued it.</param>
    /// <param name="time">Clock.</param>
    public ResponseSeal(CertificateFile signer, CertificateFile authority, TimeProvider time)
    {
        using var leaf = signer.Load();
        using var root = authority.LoadPublic();
        _key = leaf.GetECDsaPrivateKey()!;
        _chain = [Convert.ToBase64String(leaf.RawData), Convert.ToBase64String(root.RawData)];
        _time = time;
    }

    public void Put(byte[] body, IHeaderDictionary headers)
    {
        var digest = "SHA-256=" + Convert.ToBase64String(SHA256.HashData(body));
        var header = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new
        {
            alg = "ES256",
            b64 = false,
            crit = Criticals,
            iat = _time.GetUtcNow().ToUnixTimeSeconds(),
            sigD = new { mId = "http://uri.etsi.org/19182/HttpHeaders", pars = Covered },
            x5c = _chain,
        }));
        var signature = _key.SignData(Encoding.ASCII.GetBytes($"{header}.digest: {digest}"), HashAlgorithmName.SHA256);
        headers["digest"] = digest;
        headers["oots-response-sig"] = $"{header}..{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose() => _key.Dispose();
}
