// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Streaming;

namespace OnceOnly.Cli.Saml;

/// <summary>Advice on metadata: what stops log-ins now (<c>DO</c>) and what will (<c>SOON</c>).</summary>
/// <param name="entity">What is judged.</param>
/// <param name="profile">How it may differ from eIDAS.</param>
/// <param name="now">Time to judge it at.</param>
internal sealed class MetadataAdvice(MetadataEntity entity, ConnectorProfile profile, DateTimeOffset now)
{
    private const string IdentityProvider = "IDPSSODescriptor";
    private const string Provider = "SPSSODescriptor";

    private static readonly TimeSpan SoonForMetadata = TimeSpan.FromHours(6);
    private static readonly TimeSpan SoonForCertificates = TimeSpan.FromDays(30);

    private readonly List<string> lines = [];

    private List<XmlElement> Roles { get; } =
    [
        .. entity.Root.Children(SamlNames.Metadata, IdentityProvider),
        .. entity.Root.Children(SamlNames.Metadata, Provider),
    ];

    /// <summary>Whether a pinned certificate signed what was given; null when that was not asked.</summary>
    public bool? IsSignedByPinned { get; private set; }

    /// <summary>Something stops log-ins now.</summary>
    public bool MustAct { get; private set; }

    /// <param name="pinned">Certificates one of which should have signed; none when that is not asked.</param>
    /// <param name="namesRequester">Whether requests will name who asks.</param>
    public void Judge(IReadOnlyList<X509Certificate2> pinned, bool namesRequester)
    {
        Do(Roles.Count == 0, "These metadata describe neither an identity provider nor a service provider. Ask for the right document.");
        JudgeSignature(entity.File);
        JudgeEnd();
        foreach (var role in Roles)
        {
            JudgeCertificates(role);
        }

        // Of a kind of role the one that would be read counts.
        foreach (var role in Roles.Where(RoleDescriptor.SpeaksSaml2).DistinctBy(role => role.LocalName, StringComparer.Ordinal))
        {
            JudgeEndpoints(role);
        }

        if (Roles.Count > 0)
        {
            JudgeAsRead(namesRequester);
        }

        if (pinned.Count > 0)
        {
            JudgeSigner(pinned);
        }
    }

    public override string ToString() => lines.Count > 0 ? string.Concat(lines.Select(line => line + Environment.NewLine)) : "Nothing to do.\n";

    private void JudgeSignature(MetadataFile file)
    {
        var known = SignatureAlgorithm.All.FirstOrDefault(algorithm => algorithm.Uri == file.SignatureMethod);
        var isRefused = known is null || !DigestAlgorithm.All.Contains(file.DigestMethod, StringComparer.Ordinal);
        Do(!file.IsSigned, "They are not signed. Ask the publisher to sign them; unsigned ones are never used.");
        Do(
            file.IsSigned && isRefused,
            $"They are signed with {file.SignatureMethod ?? "nothing"} over {file.DigestMethod ?? "nothing"}, which no profile allows. Ask the publisher for RSA-PSS or ECDSA with SHA-256.");
        Do(!isRefused && !profile.MetadataSignatures.Algorithms.Contains(known!), FaultAdvice.On(SignatureFault.AlgorithmRefused));
    }

    private void JudgeAsRead(bool namesRequester)
    {
        var (fault, keys, wantsRequester) = Read(MetadataTrust.AsGiven);
        Do(fault is not (MetadataFault.None or MetadataFault.NoSigningKey), FaultAdvice.On(fault));
        var allowed = keys.Count(key => key.IsAllowedBy(profile.Signatures));
        Do(
            allowed == 0 && fault is MetadataFault.None or MetadataFault.NoSigningKey,
            $"The {Roles[0].LocalName} lists no key that may sign: RSA from {profile.Signatures.MinimumRsaKeySize} bits, or a named curve.");
        Soon(allowed > 0 && allowed < keys.Count, "It lists a key too that may not sign. What that key signs is refused.");
        Soon(allowed > 1, "Two keys or more may sign: one is replacing the other, and both are accepted.");
        Do(
            wantsRequester && !namesRequester,
            "It takes no request that does not name who asks (RequesterID): give the connector a RequesterId (--requester-id here).");
    }

    private void JudgeSigner(IReadOnlyList<X509Certificate2> pinned)
    {
        var keys = pinned.Select(certificate => VerificationKey.TryFromCertificate(certificate, out var key) ? key : null).OfType<VerificationKey>().ToList();
        if (keys.Count == 0)
        {
            Do(true, "No certificate given by --trust has an RSA key or one on a named curve.");
            return;
        }

        var why = SignatureFault.None;
        using var document = entity.File.Open();
        var isSigned = entity.File.IsList
            ? StreamedSignature.TryRead(document, "ID", keys, profile.MetadataSignatures, StreamLimits.Aggregate, _ => false, out _, out why)
            : SignatureVerifier.TryVerify(entity.Root, "ID", keys, profile.MetadataSignatures, out _, out why);
        IsSignedByPinned = isSigned;
        Do(!isSigned && entity.File.IsSigned, FaultAdvice.On(why));
        if (isSigned && Roles.Count > 0 && !(entity.File.IsList && Roles[0].LocalName == Provider))
        {
            var fault = Read(MetadataTrust.Pinned(pinned, profile)).Fault;
            Do(fault != MetadataFault.None, FaultAdvice.On(fault));
        }
    }

    private (MetadataFault Fault, IReadOnlyList<VerificationKey> Keys, bool WantsRequester) Read(MetadataTrust trust)
    {
        if (Roles[0].LocalName == Provider)
        {
            return (ServiceProviderMetadata.TryRead(entity.Document, trust, now, out var provider, out var unusable) ? MetadataFault.None : unusable, provider?.SigningKeys ?? [], false);
        }

        return (entity.File.TryReadNode(entity.EntityId, trust, now, out var node, out var fault) ? MetadataFault.None : fault, node?.SigningKeys ?? [], node is { WantsRequesterId: true });
    }

    // Whichever comes first ends them; of the roles the one that would be read counts.
    private void JudgeEnd()
    {
        var role = Roles.FirstOrDefault(role => role.LocalName == Roles[0].LocalName && RoleDescriptor.SpeaksSaml2(role));
        List<string> said = [.. new[] { entity.Root.Attribute("validUntil"), role?.Attribute("validUntil") }.OfType<string>(), .. entity.ListEnds];
        var end = said.Select(SamlInstant.Parse).Min();
        Do(said.Count == 0, "They have no validUntil. Ask the publisher for one, or give the connector a Profile:MetadataLifetime.");
        Do(said.Exists(text => SamlInstant.Parse(text) is null), "Their validUntil is not a time in UTC.");
        Do(end <= now, $"They expired {Apart(now - end)} ago. Fetch them again; if they are still the same, the publisher has to renew them. Check this machine's clock too.");
        Soon(end > now && end - now < SoonForMetadata, $"They expire in {Apart(end - now)}. Make sure that the gateway can fetch new ones.");
    }

    private void JudgeEndpoints(XmlElement role)
    {
        var isProvider = role.LocalName == Provider;
        var endpoints = role.Children(SamlNames.Metadata, isProvider ? "AssertionConsumerService" : "SingleSignOnService")
            .Select(endpoint => (Binding: endpoint.Attribute("Binding"), Location: endpoint.Attribute("Location")))
            .ToList();
        var wanted = isProvider || profile.Binding == RequestBinding.Post ? SamlNames.HttpPost : SamlNames.HttpRedirect;
        var usable = endpoints.Where(endpoint => EndpointAddress.TryRead(endpoint.Location, out _)).Select(endpoint => endpoint.Binding).ToHashSet(StringComparer.Ordinal);
        foreach (var (binding, location) in endpoints.Where(endpoint => !EndpointAddress.TryRead(endpoint.Location, out _)))
        {
            var text = $"The endpoint {location} is no https address that can be used (absolute, without user information or fragment) and counts as not listed. Ask the publisher to correct it.";
            Do(binding == wanted && !usable.Contains(wanted), text);
            Soon(binding != wanted || usable.Contains(wanted), text);
        }

        if (!usable.Contains(wanted))
        {
            Do(true, (isProvider, usable.Contains(SamlNames.HttpPost), usable.Contains(SamlNames.HttpRedirect)) switch
            {
                (true, _, _) => $"The {role.LocalName} has no endpoint to which answers could be posted.",
                (_, true, _) => "It takes no requests by redirect: leave the connector's Profile:Binding at Post (no --binding here).",
                (_, _, true) => "It takes requests by redirect only: set the connector's Profile:Binding to Redirect (--binding Redirect here).",
                _ => $"The {role.LocalName} has no endpoint that takes requests by POST or redirect. Ask the publisher for one.",
            });
        }
    }

    private void JudgeCertificates(XmlElement role)
    {
        var descriptors = role.Children(SamlNames.Metadata, "KeyDescriptor").ToList();
        foreach (var certificate in descriptors
            .Where(descriptor => descriptor.Attribute("use") is null or "signing")
            .SelectMany(PublishedKeys.CertificatesOf))
        {
            JudgeSize(certificate);
            var end = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
            Soon(
                end < now + SoonForCertificates,
                $"The certificate {certificate.Subject} {(end <= now ? "is past its end" : "ends")} on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}. It still counts as long as metadata list it, "
                    + "but its owner will replace it soon: expect a second key.");
        }

        foreach (var method in descriptors
            .SelectMany(descriptor => descriptor.Children(SamlNames.Metadata, "EncryptionMethod"))
            .Select(method => method.Attribute("Algorithm"))
            .Where(IsWeak))
        {
            Soon(true, $"It offers {method}, which eIDAS does not allow. Nothing of ours uses it.");
        }
    }

    private void JudgeSize(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        var smallest = profile.Signatures.MinimumRsaKeySize;
        Soon(rsa?.KeySize < smallest, $"The key of {certificate.Subject} has {rsa?.KeySize} bits, {smallest} are wanted. For a national connector set Profile:MinimumRsaKeySize (--min-rsa here).");
    }

    private static bool IsWeak(string? algorithm) => algorithm is not (
        null or EncryptionAlgorithms.Aes128Gcm or EncryptionAlgorithms.Aes192Gcm or EncryptionAlgorithms.Aes256Gcm
        or EncryptionAlgorithms.RsaOaep or EncryptionAlgorithms.EcdhEs) && !algorithm.StartsWith(XmlNames.Encryption + "kw-aes", StringComparison.Ordinal);

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

    private void Append(bool when, string label, string text)
    {
        var line = label + Explanation.Printable(text);
        if (when && !lines.Contains(line))
        {
            lines.Add(line);
        }
    }
}
