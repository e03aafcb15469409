// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OnceOnly.EndToEnd.Architecture;
using OnceOnly.Testing.Programs;

namespace OnceOnly.EndToEnd.Deploy;

/// <summary>The files of <c>deploy/</c> say what their formats' schemas allow, and what the gateway needs.</summary>
public sealed partial class ManifestTests
{
    private static readonly TimeSpan AfterStopTimeout = TimeSpan.FromSeconds(15);
    private static readonly string Deploy = Path.Combine(SolutionFolder.Root, "deploy");
    private static readonly string Compose = Path.Combine(Deploy, "compose.yaml");
    private static readonly string Single = Path.Combine(Deploy, "single.yaml");
    private static readonly string Gateway = Path.Combine(Deploy, "kubernetes", "gateway.yaml");

    private static readonly string Peers = Path.Combine(SolutionFolder.Root, "tests", "peers", "node");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compose_and_Kubernetes_files_fit_their_schemas()
    {
        RequirePeers();
        await CheckAsync("compose", Compose);
        await CheckAsync("compose", Single);
        await CheckAsync("kubernetes", Directory.GetFiles(Path.Combine(Deploy, "kubernetes"), "*.yaml"));
    }

    [Theory]
    [InlineData("compose", "read_only: true", "readonly: true", "readonly")]
    [InlineData("compose", "cap_drop: [ALL]", "cap_drop: ALL", "cap_drop")]
    [InlineData("kubernetes", "readinessProbe:", "redinessProbe:", "redinessProbe: no such field")]
    [InlineData("kubernetes", "drop: [ALL]", "drop: ALL", "capabilities/drop")]
    public async Task What_does_not_fit_is_found(string kind, string text, string misspelt, string finding)
    {
        RequirePeers();
        var file = Path.Combine(Directory.CreateTempSubdirectory("onceonly-manifests-").FullName, "spoilt.yaml");
        var whole = await File.ReadAllTextAsync(kind == "compose" ? Compose : Gateway, Cancel);
        whole.ShouldContain(text);
        await File.WriteAllTextAsync(file, whole.Replace(text, misspelt), Cancel);

        (await Should.ThrowAsync<InvalidOperationException>(() => CheckAsync(kind, file))).Message.ShouldContain(finding);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task Whoever_stops_a_gateway_waits_long_enough()
    {
        using var settings = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Deploy, "gateway", "appsettings.Production.json"), Cancel));
        var operations = settings.RootElement.GetProperty("Operations");
        var needed = Time("DrainTime") + Time("StopTimeout") + AfterStopTimeout;

        Seconds(ComposeGrace().Match(await File.ReadAllTextAsync(Compose, Cancel))).ShouldBeGreaterThanOrEqualTo(needed);
        Seconds(ComposeGrace().Match(await File.ReadAllTextAsync(Single, Cancel))).ShouldBeGreaterThanOrEqualTo(needed);
        Seconds(KubernetesGrace().Match(await File.ReadAllTextAsync(Gateway, Cancel))).ShouldBeGreaterThanOrEqualTo(needed);

        TimeSpan Time(string name) => TimeSpan.Parse(operations.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

        static TimeSpan Seconds(Match match) => TimeSpan.FromSeconds(int.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"stop_grace_period: (?<seconds>\d+)s", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ComposeGrace();

    [GeneratedRegex(@"terminationGracePeriodSeconds: (?<seconds>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KubernetesGrace();

    private static void RequirePeers()
    {
        Counterpart.Require(Counterpart.Find("node") is not null, "Node.js (nodejs)");
        Counterpart.Require(Directory.Exists(Path.Combine(Peers, "node_modules", "kubernetes-models")), "the Node counterparts (npm ci in tests/peers/node)");
    }

    private static Task CheckAsync(string kind, params string[] files) =>
        ChildProcess.RunAsync("node", [Path.Combine(Peers, "manifests.mjs"), kind, .. files], Cancel);
}
