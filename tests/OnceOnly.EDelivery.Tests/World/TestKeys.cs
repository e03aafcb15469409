// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.EDelivery.Tests.World;

/// <summary>Keys made once a test run.</summary>
internal static class TestKeys
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 Sender { get; } = Rsa("sender");

    public static X509Certificate2 Receiver { get; } = Rsa("receiver");

    public static X509Certificate2 Stranger { get; } = Rsa("stranger");

    public static X509Certificate2 Rsa(string name, int bits = 2048, DateTimeOffset? until = null)
    {
        using var key = RSA.Create(bits);
        return new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(From, until ?? From.AddYears(10));
    }
}
