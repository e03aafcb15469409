// SPDX-License-Identifier: EUPL-1.2

using Grpc.Net.Client;
using Microsoft.Extensions.Caching.Memory;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.EServices.Dossiers;
using OnceOnly.Pilot.EServices.EvidenceApi;
using OnceOnly.Pilot.EServices.OAuth;
using OnceOnly.Pilot.Sites;

namespace OnceOnly.Pilot.EServices;

/// <summary>A sample e-service as a site. Two kinds: keys and gRPC, or a client certificate and REST.</summary>
internal static class EServiceSite
{
    /// <summary>Signs assertions, binds tokens by DPoP, and asks for evidence over gRPC.</summary>
    public static WebApplication WithGrpc(
        EServiceProfile profile, Uri origin, Uri gateway, DevelopmentCertificates certificates, string dataFolder, TimeProvider time)
    {
        var handler = DevelopmentTrust.CreateHandler(certificates);
        var key = certificates.Client(profile.ClientId).LoadKey();
        var channel = GrpcChannel.ForAddress(gateway, new GrpcChannelOptions { HttpHandler = handler });
        return Create(
            profile,
            origin,
            certificates,
            new OAuthClient(
                new HttpClient(handler),
                gateway,
                new PrivateKeyJwt(profile.ClientId, key, ClientKeys.KeyId(key)),
                new EServiceAddresses(origin).Callback,
                time),
            new GrpcEvidenceApi(channel, gateway, time),
            dataFolder,
            time);
    }

    /// <summary>Shows a client certificate, which binds its tokens too, and asks for evidence over REST.</summary>
    public static WebApplication WithRest(
        EServiceProfile profile, Uri origin, Uri gateway, Uri mutualTls, DevelopmentCertificates certificates, string dataFolder, TimeProvider time)
    {
        var http = new HttpClient(DevelopmentTrust.CreateHandler(certificates, certificates.Client(profile.ClientId).Certificate.Load()));
        return Create(
            profile,
            origin,
            certificates,
            new OAuthClient(http, gateway, new TlsCertificate(profile.ClientId), new EServiceAddresses(origin).Callback, time),
            new RestEvidenceApi(http, mutualTls),
            dataFolder,
            time);
    }

    private static WebApplication Create(
        EServiceProfile profile,
        Uri origin,
        DevelopmentCertificates certificates,
        OAuthClient oauth,
        IEvidenceApi evidence,
        string dataFolder,
        TimeProvider time)
    {
        var site = PilotSite.Create(origin, certificates.EServicesTls, services => services.AddMemoryCache());
        var dossiers = new OpenDossiers(site.Services.GetRequiredService<IMemoryCache>(), profile);
        var flow = new DossierFlow(oauth, evidence, new EServiceAddresses(origin), time);
        new EServiceEndpoints(profile, dossiers, flow, evidence, dataFolder).Map(site);
        return site;
    }
}
