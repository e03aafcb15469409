// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>A certificate of ours that nodes read in our metadata or in our requests.</summary>
/// <param name="Use">What it is for, as logs and metrics name it.</param>
/// <param name="End">From then on nodes that check validity refuse it.</param>
internal sealed record OwnCertificate(string Use, DateTimeOffset End)
{
    /// <summary>All of them, but the encryption key before the present one: nodes are not to use that any more.</summary>
    public static IEnumerable<OwnCertificate> Of(ISamlKeys keys)
    {
        yield return new("signing", EndOf(keys.Signing));
        yield return new("encryption", EndOf(keys.Decryption[0]));
        if (keys.NextSigning is { } next)
        {
            yield return new("next signing", EndOf(next));
        }

        if (!keys.Metadata.Equals(keys.Signing))
        {
            yield return new("metadata", EndOf(keys.Metadata));
        }
    }

    private static DateTimeOffset EndOf(X509Certificate2 certificate) => new(certificate.NotAfter);
}
