// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Walk;

namespace OnceOnly.EndToEnd.Pilot;

/// <summary>What an e-service team copies works, with a citizen who clicks through the pages.</summary>
public sealed class SampleTests(RunningPilot pilot) : IClassFixture<RunningPilot>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-sample-");

    [Fact]
    public async Task The_Node_sample_fetches_evidence_with_a_token_it_obtained_itself()
    {
        var output = await WalkAsync(await SampleProgram.NodeAsync(_folder.FullName, Environment()), PilotPersonas.Li);

        output.ShouldContain("Received residence-record.json (application/json)");
        output.ShouldContain("Done: EXCHANGE_STATE_ACKNOWLEDGED");
        File.ReadAllText(Path.Combine(_folder.FullName, "document-1")).ShouldContain("residenceRecord");
    }

    [Fact]
    public async Task The_Python_sample_fetches_evidence_with_a_token_it_obtained_itself()
    {
        var output = await WalkAsync(await SampleProgram.PythonAsync(_folder.FullName, Environment()), PilotPersonas.Sean);

        output.ShouldContain("Received residence-record.json (application/json)");
        output.ShouldContain("Done: EXCHANGE_STATE_ACKNOWLEDGED");
        File.ReadAllText(Path.Combine(_folder.FullName, "document-1")).ShouldContain("residenceRecord");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["ISSUER"] = pilot.At.Gateway.OriginalString,
        ["ORIGIN"] = pilot.At.Shell.OriginalString,
        ["CERTIFICATES"] = pilot.World.Certificates.Folder,
        ["NODE_EXTRA_CA_CERTS"] = pilot.World.Certificates.Authority.CertificatePath,
        ["OUTPUT"] = _folder.FullName,
    };

    /// <summary>Opens what the sample prints, as the citizen would, until the sample has ended well.</summary>
    private async Task<IReadOnlyList<string>> WalkAsync(SampleProgram sample, Persona persona)
    {
        await using var program = sample;
        var browser = pilot.OpenBrowser();
        var citizen = pilot.Send(persona, browser);
        var output = new List<string>();
        while (await program.ReadLineAsync() is { } line)
        {
            output.Add(line);
            if (line.Split(' ') is ["Open", var address])
            {
                await OpenAsync(browser, citizen, new Uri(address));
            }
        }

        await program.ShouldHaveEndedWellAsync();
        return output;
    }

    private static async Task OpenAsync(Browser browser, Citizen citizen, Uri address)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await browser.GoToAsync(address, cancellation);
        if (browser.Page.Address.AbsolutePath.StartsWith("/preview/", StringComparison.Ordinal))
        {
            await citizen.DecideAsync(accept: true, cancellation);
            return;
        }

        await citizen.LogInAsync(cancellation);
        await citizen.GiveExplicitRequestAsync(cancellation);
    }
}
