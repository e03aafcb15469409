// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

using OnceOnly.Gateway.Protection;

namespace OnceOnly.Gateway.Listeners;

/// <summary>Opens the doors.</summary>
internal sealed class KestrelListeners(IOptions<ListenersOptions> listeners, IOptions<RateLimitOptions> limits, TimeProvider time) : IConfigureOptions<KestrelServerOptions>
{
    private const long LargestBody = 512 * 1024;

    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = LargestBody;
        foreach (var listener in Enum.GetValues<Listener>())
        {
            if (listeners.Value.Of(listener) is { Origin: not null } door)
            {
                Open(options, listener, door);
            }
        }
    }

    private void Open(KestrelServerOptions options, Listener listener, ListenerOptions door)
    {
        var port = door.Port ?? door.Origin!.Port;
        switch (door.Address)
        {
            case "*":
                options.ListenAnyIP(port, Setup);
                break;
            case "localhost":
                options.ListenLocalhost(port, Setup);
                break;
            default:
                options.Listen(IPAddress.Parse(door.Address), port, Setup);
                break;
        }

        void Setup(ListenOptions listen)
        {
            listen.Protocols = listener is Listener.Operations or Listener.EDelivery ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
            listen.Use(next => connection =>
            {
                connection.Features.Set(new ListenerFeature(listener));
                return next(connection);
            });
            if (listener is Listener.EDelivery)
            {
                listen.Use(new ConnectionCap(limits.Value.AccessPointConnections).Before);
            }

            if (listener is not Listener.Operations)
            {
                listen.UseHttps(Tls(listener, door));
            }
        }
    }

    private TlsHandshakeCallbackOptions Tls(Listener listener, ListenerOptions door)
    {
        var certificate = new ServerCertificate(door.CertificateFile!, door.CertificateKeyFile!, time);
        return new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate.Current(),
                ClientCertificateRequired = listener is Listener.MutualTls,

                // A client remembers sessions by host name; one begun at another door would bring no certificate.
                AllowTlsResume = listener is not Listener.MutualTls,
                RemoteCertificateValidationCallback = listener is Listener.MutualTls ? AcceptAnyPresented : null,
            }),
        };
    }

    // TLS proves possession of the key; which certificate belongs to which client is decided by its registered
    // thumbprint (RFC 8705, section 2.2), so self-signed ones are welcome here.
    private static bool AcceptAnyPresented(
        object sender,
        System.Security.Cryptography.X509Certificates.X509Certificate? certificate,
        System.Security.Cryptography.X509Certificates.X509Chain? chain,
        SslPolicyErrors errors) => certificate is not null;
}
