// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Sites;

namespace OnceOnly.Pilot.Walk;

/// <summary>Gives each citizen a browser of their own. All of them trust the development CA and nothing else.</summary>
public sealed class Crowd(PilotAddresses addresses, DevelopmentCertificates certificates, TimeProvider time) : IDisposable
{
    private readonly SocketsHttpHandler _handler = DevelopmentTrust.CreateHandler(certificates);
    private readonly List<Browser> _browsers = [];

    public PilotAddresses Addresses { get; } = addresses;

    public TimeProvider Time { get; } = time;

    public Citizen Send(Persona persona)
    {
        var browser = new Browser(_handler, Time);
        _browsers.Add(browser);
        return new Citizen(browser, Addresses, persona);
    }

    public void Dispose()
    {
        _browsers.ForEach(browser => browser.Dispose());
        _handler.Dispose();
    }
}
