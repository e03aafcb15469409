// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Cli.Saml;

/// <summary>Advice on metadata: what stops log-ins now (<c>DO</c>) and what will (<c>SOON</c>).</summary>
internal sealed class MetadataAdvice(DateTimeOffset now)
{
    private const int SmallestRsaKey = 3072;

    private static readonly TimeSpan SoonForMetadata = TimeSpan.FromHours(6);
    private static readonly TimeSpan SoonForCertificates = TimeSpan.FromDays(30);

    private readonly StringBuilder _lines = new();

    /// <summary>Something stops log-ins now.</summary>
    public bool MustAct { get; private set; }

    public void Judge(XmlElement entity)
    {
        var roles = entity.Children(SamlNames.Metadata, "IDPSSODescriptor")
            .Concat(entity.Children(SamlNames.Metadata, "SPSSODescriptor"))
            .ToList();
        Do(roles.Count == 0, "These metadata describe neither an identity provider nor a service provider. Ask for the right document.");
        Do(!entity.Children(XmlNames.Signature, "Signature").Any(), "They are not signed. Ask the publisher to sign them; unsigned ones are never used.");
        JudgeEnd(entity.Attribute("validUntil"));
        foreach (var role in roles)
        {
            JudgeEndpoints(role);
            JudgeKeys(role);
        }
    }

    public void Judge(ReadOnlyMemory<byte> document, XmlElement entity, IReadOnlyList<X509Certificate2> pinned)
    {
        var keys = pinned.Select(certificate => VerificationKey.TryFromCertificate(certificate, out var key) ? key : null).OfType<VerificationKey>().ToList();
        if (keys.Count == 0)
        {
            Do(true, "No certificate given by --trust has an RSA key or one on a named curve.");
            return;
        }

        var trust = MetadataTrust.Pinned(pinned);
        var fault = MetadataFault.None;
        _ = entity.Children(SamlNames.Metadata, "IDPSSODescriptor").Any()
            ? NodeMetadata.TryRead(document, trust, now, out _, out fault)
            : ServiceProviderMetadata.TryRead(document, trust, now, out _, out fault);
        if (fault == MetadataFault.Untrusted)
        {
            SignatureVerifier.TryVerify(entity, "ID", keys, SignatureProfile.Eidas, out _, out var why);
            Do(why != SignatureFault.Missing, Explain(why));
        }

        Do(fault is not (MetadataFault.None or MetadataFault.Untrusted), $"The gateway would not use them: {fault}.");
    }

    public override string ToString() => _lines.Length > 0 ? _lines.ToString() : "Nothing to do.\n";

    private static string Explain(SignatureFault fault) => fault switch
    {
        SignatureFault.Malformed => "Their signature is not of the one form that is read: one reference, enveloped and exclusively canonicalised, with nothing beside.",
        SignatureFault.SignsSomethingElse => "Their signature does not refer to the ID of the EntityDescriptor, as the metadata specification wants it to. Ask the publisher to sign it by its ID.",
        SignatureFault.AlgorithmRefused => "They are signed with an algorithm that eIDAS does not allow. For a national connector name it in Profile:Signatures.",
        SignatureFault.NoFittingKey => "No certificate given by --trust has a key of the kind and strength their signature algorithm wants.",
        SignatureFault.DigestMismatch => "They were changed after they had been signed. Fetch them again.",
        _ => "None of the certificates given by --trust signed them. Compare fingerprints with the publisher over another channel; "
            + "when the publisher has a new key, pin its certificate.",
    };

    private void JudgeEnd(string? validUntil)
    {
        var end = SamlInstant.Parse(validUntil);
        Do(validUntil is null, "They have no validUntil. Ask the publisher for one, or give the connector a Profile:MetadataLifetime.");
        Do(validUntil is not null && end is null, "Their validUntil is not a time in UTC.");
        Do(end <= now, $"They expired {Apart(now - end)} ago. Fetch them again; if they are still the same, the publisher has to renew them. Check this machine's clock too.");
        Soon(end > now && end - now < SoonForMetadata, $"They expire in {Apart(end - now)}. Make sure that the gateway can fetch new ones.");
    }

    private void JudgeEndpoints(XmlElement role)
    {
        var endpoints = role.Children(SamlNames.Metadata, "SingleSignOnService")
            .Concat(role.Children(SamlNames.Metadata, "AssertionConsumerService"))
            .ToList();
        Do(endpoints.Count == 0, $"The {role.LocalName} has no endpoint.");
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.Attribute("Location")?.StartsWith("https://", StringComparison.Ordinal) != true))
        {
            Do(true, $"The endpoint {endpoint.Attribute("Location")} is not https.");
        }

        Soon(
            role.LocalName == "IDPSSODescriptor" && endpoints.Count > 0
                && endpoints.TrueForAll(endpoint => endpoint.Attribute("Binding") == SamlNames.HttpRedirect),
            "It takes requests by redirect only: set the connector's Profile:Binding to Redirect.");
    }

    private void JudgeKeys(XmlElement role)
    {
        var descriptors = role.Children(SamlNames.Metadata, "KeyDescriptor").ToList();
        var signing = descriptors.Where(descriptor => descriptor.Attribute("use") is null or "signing").ToList();
        var usable = 0;
        foreach (var descriptor in signing)
        {
            foreach (var certificate in Certificates(descriptor))
            {
                usable += JudgeSigningKey(certificate) ? 1 : 0;
                var end = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
                Soon(
                    end < now + SoonForCertificates,
                    $"The certificate {certificate.Subject} {(end <= now ? "is past its end" : "ends")} on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}. It still counts as long as metadata list it, "
                        + "but its owner will replace it soon: expect a second key.");
            }

            usable += !Certificates(descriptor).Any() && descriptor.Children(XmlNames.Signature, "KeyInfo")
                .Any(keyInfo => VerificationKey.TryFromKeyInfo(keyInfo, out _)) ? 1 : 0;
        }

        Do(usable == 0, $"The {role.LocalName} lists no key that eIDAS lets sign: RSA from {SmallestRsaKey} bits, or a named curve.");
        Soon(usable > 1, "Two keys or more may sign: one is replacing the other, and both are accepted.");
        Soon(
            role.LocalName == "SPSSODescriptor" && !descriptors.Exists(descriptor => descriptor.Attribute("use") is null or "encryption"),
            "It lists no key to encrypt to.");
        foreach (var method in descriptors
            .SelectMany(descriptor => descriptor.Children(SamlNames.Metadata, "EncryptionMethod"))
            .Select(method => method.Attribute("Algorithm"))
            .Where(IsWeak))
        {
            Soon(true, $"It offers {method}, which eIDAS does not allow. Nothing of ours uses it.");
        }
    }

    private bool JudgeSigningKey(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        var isWeak = rsa is { KeySize: < SmallestRsaKey };
        Soon(isWeak, $"The key of {certificate.Subject} has {rsa?.KeySize} bits, eIDAS wants {SmallestRsaKey}. For a national connector set Profile:MinimumRsaKeySize.");
        return !isWeak && VerificationKey.TryFromCertificate(certificate, out _);
    }

    private static bool IsWeak(string? algorithm) => algorithm is not (
        null or EncryptionAlgorithms.Aes128Gcm or EncryptionAlgorithms.Aes192Gcm or EncryptionAlgorithms.Aes256Gcm
        or EncryptionAlgorithms.RsaOaep or EncryptionAlgorithms.EcdhEs) && !algorithm.StartsWith(XmlNames.Encryption + "kw-aes", StringComparison.Ordinal);

    private static IEnumerable<X509Certificate2> Certificates(XmlElement descriptor) => descriptor
        .Children(XmlNames.Signature, "KeyInfo")
        .SelectMany(keyInfo => keyInfo.Children(XmlNames.Signature, "X509Data"))
        .SelectMany(data => data.Children(XmlNames.Signature, "X509Certificate"))
        .Select(Load)
        .OfType<X509Certificate2>();

    private static X509Certificate2? Load(XmlElement element)
    {
        try
        {
            return ElementText.TryGetBase64(element, out var bytes) ? X509CertificateLoader.LoadCertificate(bytes) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Apart(TimeSpan? difference) => difference switch
    {
        { TotalDays: >= 2 } days => string.Create(CultureInfo.InvariantCulture, $"{days.TotalDays:0} days"),
        { TotalHours: >= 2 } hours => string.Create(CultureInfo.InvariantCulture, $"{hours.TotalHours:0} hours"),
        { } minutes => string.Create(CultureInfo.InvariantCulture, $"{minutes.TotalMinutes:0} minutes"),
        null => string.Empty,
    };

    private void Do(bool when, string text)
    {
        MustAct |= when;
        Append(when, "DO   ", text);
    }

    private void Soon(bool when, string text) => Append(when, "SOON ", text);

    // What a document says must not write to the terminal it is shown on.
    private void Append(bool when, string label, string text)
    {
        if (when)
        {
            _lines.Append(label).AppendLine(string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character)));
        }
    }
}
