// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EndToEnd.Pilot;
using OnceOnly.Pilot.Certificates;
using SolutionFolder = OnceOnly.EndToEnd.Architecture.SolutionFolder;

namespace OnceOnly.EndToEnd.Api;

public sealed class OpenApiTests(RunningPilot pilot) : IClassFixture<RunningPilot>
{
    [Fact]
    public async Task The_committed_description_is_what_the_code_says()
    {
        using var http = new HttpClient(DevelopmentTrust.CreateHandler(pilot.World.Certificates));
        var served = await http.GetStringAsync(new Uri(pilot.At.Gateway, "/openapi/v1.yaml"), TestContext.Current.CancellationToken);
        var committed = Path.Combine(SolutionFolder.Root, "openapi.yaml");
        var fresh = Path.Combine(SolutionFolder.Root, "artifacts", "openapi.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(fresh)!);
        await File.WriteAllTextAsync(fresh, served, TestContext.Current.CancellationToken);

        var text = File.Exists(committed) ? await File.ReadAllTextAsync(committed, TestContext.Current.CancellationToken) : string.Empty;

        (text == served).ShouldBeTrue("The API changed. If that is meant, take the new description over: cp artifacts/openapi.yaml openapi.yaml");
    }
}
