// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.CommonServices;

namespace OnceOnly.Oots;

/// <summary>Evidence across borders (<c>Oots</c>).</summary>
public sealed class OotsOptions
{
    public const string Section = "Oots";

    /// <summary>Our own country: two capitals, Greece is <c>EL</c>.</summary>
    public string Country { get; set; } = string.Empty;

    /// <summary>Folder with code lists that replace built-in ones.</summary>
    public string? CodeLists { get; set; }

    public CommonServiceOptions CommonServices { get; init; } = new();
}

/// <summary>Where the common services are, and who vouches for them (<c>Oots:CommonServices</c>).</summary>
public sealed class CommonServiceOptions
{
    /// <summary>Base address of the Evidence Broker, ending in a slash.</summary>
    public Uri? EvidenceBroker { get; set; }

    /// <summary>Base address of the Data Service Directory, ending in a slash.</summary>
    public Uri? DataServiceDirectory { get; set; }

    /// <summary>PEM file with the pinned roots of the answers' seals.</summary>
    public string? RootsFile { get; set; }

    /// <summary>PEM file with the authorities of their TLS certificates, where those are not the system's.</summary>
    public string? TrustedAuthoritiesFile { get; set; }

    /// <summary>How long one question may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    public CommonServicesOptions Answers { get; init; } = new();
}
