// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnceOnly.EndToEnd.Architecture;
using OnceOnly.Gateway;
using OnceOnly.Testing.Databases;
using OnceOnly.Testing.Programs;

namespace OnceOnly.EndToEnd.Deploy;

/// <summary>The example configuration of <c>deploy/</c>, with the secrets that its script makes.</summary>
public sealed class SettingsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_gateway_accepts_the_example_configuration()
    {
        Counterpart.Require(Counterpart.Find("openssl") is not null, "OpenSSL (openssl)");
        var folder = Directory.CreateTempSubdirectory("onceonly-deploy-").FullName;
        var deploy = Path.Combine(SolutionFolder.Root, "deploy");
        await ChildProcess.RunAsync("bash", [Path.Combine(deploy, "make-secrets.sh"), folder], Cancel);
        var settings = Path.Combine(folder, "appsettings.json");
        var text = await File.ReadAllTextAsync(Path.Combine(deploy, "gateway", "appsettings.Production.json"), Cancel);
        await File.WriteAllTextAsync(settings, text.Replace("/run/secrets/gateway", Path.Combine(folder, "gateway")).Replace("\"/state\"", $"\"{folder}\""), Cancel);

        // The host of the example's database is known among its containers only.
        await File.WriteAllTextAsync(Path.Combine(folder, "gateway", "postgres-connection"), await postgres.NewDatabaseAsync(Cancel), Cancel);
        await using (var gateway = GatewayApplication.Create([], builder => builder.Configuration.AddJsonFile(settings)))
        {
            gateway.Services.GetRequiredService<IStartupValidator>().Validate();
        }

        Directory.Delete(folder, recursive: true);
    }
}
