// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Registries;
using OnceOnly.Pilot.Registries.Mappings;

namespace OnceOnly.Registries.Tests.Mappings;

/// <summary>The same files in this server and in the real WireMock: status, declared headers and body are the same.</summary>
public sealed class WireMockParityTests
{
    [Fact]
    public async Task The_pilots_registries_answer_like_the_real_wiremock()
    {
        using var files = new RegistryFiles();
        await CompareAsync(files.Root, PilotRequests());
    }

    [Fact]
    public async Task Every_supported_feature_answers_like_the_real_wiremock() =>
        await CompareAsync(Path.Combine(AppContext.BaseDirectory, "Mappings", "every-feature"), FeatureRequests.All);

    private static async Task CompareAsync(string root, IEnumerable<AskedRequest> requests)
    {
        await using var real = await RealWireMock.StartAsync(root);
        await using var ours = await MappingServer.StartAsync(root);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var differences = new List<string>();
        var answered = 0;
        foreach (var request in requests)
        {
            var answers = await Task.WhenAll(request.SentToAsync(client, real.Address), request.SentToAsync(client, ours.Address));
            answered += AskedRequest.NothingAnswered(answers[0]) ? 0 : 1;
            if (answers[0] != answers[1] && !answers.All(AskedRequest.NothingAnswered))
            {
                differences.Add($"{request}\n  WireMock: {answers[0]}\n  ours:     {answers[1]}");
            }
        }

        differences.ShouldBeEmpty();
        answered.ShouldBeGreaterThan(40);
    }

    private static IEnumerable<AskedRequest> PilotRequests()
    {
        var key = ("X-Api-Key", "pilot-civil-registry");
        var basic = ("Authorization", "Basic " + Convert.ToBase64String("gateway:pilot-residence-registry"u8));
        foreach (var persona in PilotPersonas.All)
        {
            var identifier = persona.Subject.Identifier;
            var number = identifier.Split('/')[2];
            var born = (persona.Subject as Evidence.Persons.NaturalPerson)?.DateOfBirth.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            var records = $"/civil-registry/records?identifier={Uri.EscapeDataString(identifier)}&dateOfBirth={born}";
            var search = $$$"""{"person":{"dateOfBirth":"{{{born}}}","identifier":"{{{identifier}}}"}}""";

            // Twice, so that scenarios move on.
            yield return new("GET", records, null, key, ("X-Correlation-ID", "exchange-1"));
            yield return new("GET", records, null, key, ("X-Correlation-ID", "exchange-1"));
            yield return new("GET", records);
            yield return new("GET", $"/civil-registry/records/B-{number}/certificate.xml", null, key);
            yield return new("GET", $"/civil-registry/records/B-{number}/certificate.pdf", null, key);
            yield return new("GET", $"/civil-registry/records/B-{number}/certificate.pdf", null, ("X-Api-Key", "wrong"));
            yield return new("POST", "/residence-registry/searches", search, basic);
            yield return new("POST", "/residence-registry/searches", search, basic);
            yield return new("POST", "/residence-registry/searches", search);
            yield return new("GET", $"/residence-registry/residents/R-{number}/record", null, basic);
            yield return new("GET", $"/business-registry/companies/{number}");
            yield return new("GET", $"/business-registry/companies/{number}/extract");
        }
    }
}
