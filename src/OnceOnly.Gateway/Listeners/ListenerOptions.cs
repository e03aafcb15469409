// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Listeners;

/// <summary>One door.</summary>
public sealed class ListenerOptions
{
    /// <summary>The origin browsers and clients use, for example <c>https://gateway.example</c>. Empty means: not opened.</summary>
    public Uri? Origin { get; set; }

    /// <summary>Where to listen: an IP address, <c>localhost</c> (both loopback addresses) or <c>*</c> (all interfaces).</summary>
    public string Address { get; set; } = "localhost";

    /// <summary>Port to listen on, when it is not the origin's (behind a load balancer).</summary>
    public int? Port { get; set; }

    /// <summary>PEM file with the certificate and its chain; read again when it changes.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file with the private key.</summary>
    public string? CertificateKeyFile { get; set; }
}
