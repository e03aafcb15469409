// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Parties;
using OnceOnly.EDelivery.Security;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.EDelivery.Configuration;

/// <summary>Loads what configuration names, and says of everything that is wrong which key it is and what to do.</summary>
public sealed class AccessPointFactory
{
    private const int MaxCertificates = 2;
    private const int MinRsaBits = 2048;

    private readonly string section;
    private readonly List<string> problems = [];

    private AccessPointFactory(string section) => this.section = section;

    /// <param name="options">As bound.</param>
    /// <param name="section">The configuration section, for the messages.</param>
    /// <param name="accessPoint">Ready to use, when nothing is wrong.</param>
    /// <param name="problems">One sentence for each thing that is.</param>
    public static bool TryCreate(
        AccessPointOptions options, string section, [NotNullWhen(true)] out AccessPoint? accessPoint, out IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(options);
        var factory = new AccessPointFactory(section);
        accessPoint = factory.Create(options);
        problems = factory.problems;
        return accessPoint is not null;
    }

    private AccessPoint? Create(AccessPointOptions options)
    {
        var self = Party(options.Self, "Self");
        Need(Uri.CheckHostName(options.Domain) == UriHostNameType.Dns, "Domain", "must be a DNS name of yours, such as as4.example.org");
        var signing = OwnCertificate(options.SigningCertificate, options.SigningKey, "SigningCertificate");
        Need(
            options.DecryptionCertificates.Count is > 0 and <= MaxCertificates,
            "DecryptionCertificates", "must name one PEM file, or two while one replaces the other");
        var decryption = options.DecryptionCertificates.Select((path, index) => OwnCertificate(
            path, options.DecryptionKeys.ElementAtOrDefault(index), $"DecryptionCertificates:{index}")).ToList();
        var partners = options.Partners.Select((partner, index) => Partner(partner, $"Partners:{index}")).ToList();
        Need(
            options.Partners.DistinctBy(partner => (partner.Party.Id, partner.Party.IdType)).Count() == options.Partners.Count,
            "Partners", "must not name a party twice");
        Need(options.ProcessingModes.Count > 0, "ProcessingModes", "must name at least one service with its actions");
        var modes = options.ProcessingModes.Select((mode, index) => Mode(mode, $"ProcessingModes:{index}")).ToList();
        return problems.Count > 0 ? null : new AccessPoint
        {
            Self = self,
            Domain = options.Domain,
            SigningKey = new SigningKey(signing!, SignatureAlgorithm.RsaPkcs1Sha256),
            DecryptionKeys = [.. decryption.Select(certificate => new DecryptionKey(certificate!))],
            Partners = [.. partners.OfType<Partner>()],
            ProcessingModes = modes,
        };
    }

    private Party Party(PartyOptions options, string key)
    {
        Need(options.Id.Length > 0, key + ":Id", "must be the party identifier as published");
        Need(options.IdType?.Length > 0 || Uri.IsWellFormedUriString(options.Id, UriKind.Absolute), key + ":IdType", "must be the URI of the identifier's scheme");
        Need(options.Role.Length > 0, key + ":Role", "must be the URI of the role");
        return new Party(new PartyId(options.Id, options.IdType), options.Role);
    }

    private Partner? Partner(PartnerOptions options, string key)
    {
        var party = Party(options.Party, key + ":Party");
        var isHttps = Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var endpoint) && endpoint.Scheme == Uri.UriSchemeHttps;
        Need(isHttps, key + ":Endpoint", "must be an https address");
        Need(
            options.SigningCertificates.Count is > 0 and <= MaxCertificates,
            key + ":SigningCertificates", "must name one PEM file, or two while one replaces the other");
        var signers = new List<TrustedSigner>();
        foreach (var (path, index) in options.SigningCertificates.Select((path, index) => (path, index)))
        {
            if (Certificate(path, $"{key}:SigningCertificates:{index}") is { } certificate && TrustedSigner.TryCreate(certificate, out var signer))
            {
                signers.Add(signer);
            }
        }

        var encryptTo = Certificate(options.EncryptionCertificate, key + ":EncryptionCertificate");
        return problems.Count > 0 ? null : new Partner { Party = party, Endpoint = endpoint!, Signers = signers, EncryptTo = encryptTo! };
    }

    private ProcessingMode Mode(ProcessingModeOptions options, string key)
    {
        Need(options.Service.Length > 0, key + ":Service", "must be the name of the service");
        Need(options.Actions.Count > 0, key + ":Actions", "must name the actions of the service");
        return new ProcessingMode
        {
            Service = new ServiceName(options.Service, options.ServiceType),
            Actions = [.. options.Actions],
            Agreement = options.Agreement is { } agreement ? new AgreementReference(agreement, options.AgreementType) : null,
        };
    }

    private X509Certificate2? OwnCertificate(string path, string? keyPath, string key) => Load(
        path,
        key,
        "must be a PEM file with an RSA certificate of 2048 bits or more and its private key, or without it where that has a file of its own",
        file => X509Certificate2.CreateFromPemFile(file, keyPath));

    private X509Certificate2? Certificate(string path, string key) =>
        Load(path, key, "must be a PEM file with an RSA certificate of 2048 bits or more", X509CertificateLoader.LoadCertificateFromFile);

    private X509Certificate2? Load(string path, string key, string wanted, Func<string, X509Certificate2> load)
    {
        try
        {
            var certificate = load(path);
            using var rsa = certificate.GetRSAPublicKey();
            Need(rsa?.KeySize >= MinRsaBits, key, wanted);
            return certificate;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Need(false, key, $"{wanted}; '{path}' is not");
            return null;
        }
    }

    private void Need(bool isTrue, string key, string what)
    {
        if (!isTrue)
        {
            problems.Add($"{section}:{key} {what}.");
        }
    }
}
