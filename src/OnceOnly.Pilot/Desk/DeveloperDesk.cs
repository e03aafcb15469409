// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Grpc.Net.Client;
using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.EServices.EvidenceApi;
using OnceOnly.Pilot.EServices.OAuth;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Walk;
using OnceOnly.Pilot.World;

namespace OnceOnly.Pilot.Desk;

/// <summary>
/// An e-service without pages, for programs that want to make each call themselves: it has registered keys, speaks gRPC,
/// and lets a citizen's browser come back to nowhere.
/// </summary>
public sealed class DeveloperDesk : IDisposable
{
    private readonly PilotWorld _world;
    private readonly TimeProvider _time;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _http;
    private readonly GrpcChannel _channel;
    private readonly OAuthClient _oauth;
    private readonly EServiceAddresses _addresses;
    private readonly BrowserHandler _browsers;

    private DeveloperDesk(PilotWorld world, TimeProvider time, SocketsHttpHandler handler, Uri api, ClientAuthentication authentication)
    {
        _world = world;
        _time = time;
        _handler = handler;

        // A server that goes away tells HTTP/2 clients which requests it has not seen; others cannot know.
        _http = new HttpClient(handler, disposeHandler: false) { DefaultRequestVersion = HttpVersion.Version20 };
        _channel = GrpcChannel.ForAddress(api, new GrpcChannelOptions { HttpHandler = handler });
        _addresses = new EServiceAddresses(world.Addresses.Shell);
        _oauth = new OAuthClient(_http, world.Addresses.Gateway, authentication, _addresses.Callback, time);
        _browsers = new BrowserHandler(_addresses.Origin, DevelopmentTrust.CreateHandler(world.Certificates));
        Api = api;
        Evidence = new GrpcEvidenceApi(_channel, api, time);
    }

    /// <summary>Base address of the evidence API that the tokens are good for.</summary>
    public Uri Api { get; }

    public IEvidenceApi Evidence { get; }

    /// <summary>Signs assertions; tokens are bound to a key by DPoP.</summary>
    public static DeveloperDesk WithDPoP(PilotWorld world, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(world);
        var clientId = PilotEServices.ShellDPoP.ClientId;
        var key = world.Certificates.Client(clientId).LoadKey();
        return new DeveloperDesk(
            world, time, DevelopmentTrust.CreateHandler(world.Certificates), world.Addresses.Gateway, new PrivateKeyJwt(clientId, key, ClientKeys.KeyId(key)));
    }

    /// <summary>Shows a certificate, to which the tokens are bound too.</summary>
    public static DeveloperDesk WithMutualTls(PilotWorld world, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(world);
        var clientId = PilotEServices.ShellMutualTls.ClientId;
        var handler = DevelopmentTrust.CreateHandler(world.Certificates, world.Certificates.Client(clientId).Certificate.Load());
        return new DeveloperDesk(world, time, handler, world.Addresses.GatewayMutualTls, new TlsCertificate(clientId));
    }

    /// <summary>Sends a citizen with a fresh browser to the gateway: log-in, explicit request, and the tokens for it.</summary>
    /// <exception cref="OAuthException">Refused.</exception>
    /// <exception cref="WalkException">The pages went another way.</exception>
    public async Task<DeskCase> OpenAsync(Persona persona, OfferedProcedure procedure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        var pending = await _oauth.StartAsync(AuthorizationDetails.For(procedure), levelOfAssurance: null, cancellationToken);
        var browser = new Browser(_browsers, _time);
        var citizen = new Citizen(browser, _world.Addresses, persona);
        await browser.GoToAsync(pending.BrowserAddress, cancellationToken);
        await citizen.LogInAsync(cancellationToken);
        await citizen.GiveExplicitRequestAsync(cancellationToken);
        citizen.ExpectAt(_addresses.Origin, _addresses.Callback.AbsolutePath);
        var tokens = await _oauth.FinishAsync(pending, BrowserHandler.QueryOf(citizen.Page.Address), cancellationToken);
        return new DeskCase(browser, citizen, _oauth, Evidence, _addresses, procedure, tokens);
    }

    public void Dispose()
    {
        _channel.Dispose();
        _http.Dispose();
        _handler.Dispose();
        _browsers.Dispose();
    }
}
