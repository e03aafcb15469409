// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>A registry that finds one record for everybody, with a document of a size of the test's choice that does not compress.</summary>
internal sealed class HugeRegistry : IAsyncDisposable
{
    public const string Name = "huge-registry";

    private readonly WebApplication _web;
    private byte[] _document = [];

    private HugeRegistry(WebApplication web)
    {
        _web = web;
        web.MapGet("/records", (string identifier) => Results.Json(new { records = new[] { new { number = "1", identifier } } }));
        web.MapGet("/records/1/certificate", () => Results.Bytes(_document, "application/pdf"));
    }

    /// <summary>Digest of the document.</summary>
    public byte[] Digest => SHA256.HashData(_document);

    public static async Task<HugeRegistry> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        var registry = new HugeRegistry(builder.Build());
        await registry._web.StartAsync();
        return registry;
    }

    public void Hold(int bytes) => _document = RandomNumberGenerator.GetBytes(bytes);

    /// <summary>Its declaration.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings()
    {
        const string Provider = "Registries:Providers:" + Name + ":";
        const string Evidence = Provider + "Evidence:birth-certificate:";
        var address = _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [Provider + "Names:en"] = "Huge registry",
            [Provider + "Country"] = "EL",
            [Provider + "BaseAddress"] = address,
            [Provider + "MaximumDocumentBytes"] = "104857600",
            [Evidence + "Lookup:Path"] = "/records?identifier={subject.identifier}",
            [Evidence + "Lookup:Records"] = "/records",
            [Evidence + "Lookup:Keys:number"] = "/number",
            [Evidence + "Lookup:Subject:0:At"] = "/identifier",
            [Evidence + "Lookup:Subject:0:IsOneOf:0"] = "subject.identifier",
            [Evidence + "Documents:0:Path"] = "/records/{number}/certificate",
            [Evidence + "Documents:0:MediaType"] = "application/pdf",
            [Evidence + "Documents:0:FileName"] = "certificate.pdf",
            [Evidence + "Reuse:Policy"] = "None",
        };
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
