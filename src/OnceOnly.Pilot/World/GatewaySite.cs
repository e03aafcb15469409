// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Sites;

namespace OnceOnly.Pilot.World;

/// <summary>A Member State's gateway: where it is and what it proves itself with.</summary>
public sealed record GatewaySite
{
    /// <summary>Country code; <c>EL</c> is Greece.</summary>
    public required string Country { get; init; }

    /// <summary>Party id of its access point.</summary>
    public required string Party { get; init; }

    public required Uri Public { get; init; }

    public required Uri Documents { get; init; }

    public required Uri Operations { get; init; }

    public required Uri As4 { get; init; }

    internal CertificateFile Tls { get; private init; } = null!;

    internal CertificateFile DocumentsTls { get; private init; } = null!;

    internal CertificateFile SamlSigning { get; private init; } = null!;

    internal CertificateFile SamlEncryption { get; private init; } = null!;

    internal CertificateFile SamlMetadata { get; private init; } = null!;

    internal CertificateFile AccessPoint { get; private init; } = null!;

    /// <summary>What nodes know it by.</summary>
    internal Uri SamlMetadataAddress => new(Public, GatewaySettings.SamlMetadataPath);

    internal static GatewaySite Greece(PilotAddresses at, DevelopmentCertificates certificates) => new()
    {
        Country = "EL",
        Party = "AP_EL_01",
        Public = at.Gateway,
        Documents = at.GatewayDocuments,
        Operations = at.GatewayOperations,
        As4 = at.GatewayAs4,
        Tls = certificates.GatewayTls,
        DocumentsTls = certificates.DocumentsTls,
        SamlSigning = certificates.GatewaySamlRsa,
        SamlEncryption = certificates.GatewaySamlEncryption,
        SamlMetadata = certificates.GatewaySamlMetadata,
        AccessPoint = certificates.GatewayAs4,
    };

    internal static GatewaySite Finland(PilotAddresses at, DevelopmentCertificates certificates) => new()
    {
        Country = "FI",
        Party = "AP_FI_01",
        Public = at.Finland,
        Documents = at.FinlandDocuments,
        Operations = at.FinlandOperations,
        As4 = at.FinlandAs4,
        Tls = certificates.FinlandTls,
        DocumentsTls = certificates.FinlandTls,
        SamlSigning = certificates.FinlandSamlEc,
        SamlEncryption = certificates.FinlandSamlEncryption,
        SamlMetadata = certificates.FinlandSamlMetadata,
        AccessPoint = certificates.FinlandAs4,
    };
}
