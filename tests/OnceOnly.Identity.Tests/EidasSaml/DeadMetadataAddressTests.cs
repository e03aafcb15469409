// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Sockets;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>A node whose metadata address takes connections and says nothing, beside one that is well.</summary>
public sealed class DeadMetadataAddressTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task a_dead_address_holds_up_no_other_node_and_is_tried_by_one_attempt_at_a_time_and_not_at_once_again()
    {
        using var dead = new TcpListener(IPAddress.Loopback, 0);
        dead.Start();
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(1));
        const string connector = "Identity:EidasSaml:Connectors:AT";
        await host.StartAsync(
            (connector + ":Country", "AT"),
            (connector + ":MetadataUrl", $"https://{dead.LocalEndpoint}/metadata"),
            (connector + ":MetadataCertificateFiles:0", host.NodeCertificateFile));

        var waiting = host.DepartAsync("AT");
        var another = host.DepartAsync("AT");
        using var first = await AcceptAsync(dead);
        (await host.DepartAsync().WaitAsync(Bound, TestContext.Current.CancellationToken)).ShouldNotBeNull("the other node is well");

        host.Clock.Advance(TimeSpan.FromSeconds(10));
        (await waiting.WaitAsync(Bound, TestContext.Current.CancellationToken)).ShouldBeNull("a citizen does not wait as long as the attempt lasts");
        (await another.WaitAsync(Bound, TestContext.Current.CancellationToken)).ShouldBeNull();
        dead.Pending().ShouldBeFalse("all waited for one attempt");

        first.Dispose();
        await host.Log.WaitForAsync("connector AT");
        (await host.DepartAsync("AT").WaitAsync(Bound, TestContext.Current.CancellationToken)).ShouldBeNull();
        dead.Pending().ShouldBeFalse("it failed a moment ago");

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = host.DepartAsync("AT");
        (await AcceptAsync(dead)).Dispose();
        (await later.WaitAsync(Bound, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    private static async Task<TcpClient> AcceptAsync(TcpListener listener) =>
        await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Bound, TestContext.Current.CancellationToken);
}
