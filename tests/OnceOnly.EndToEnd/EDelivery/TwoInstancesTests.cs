// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.EndToEnd.Machines;
using OnceOnly.Oots.Edm;
using OnceOnly.Testing.Databases;
using OnceOnly.Testing.Programs;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>One access point on two instances: any of them receives, and what a dead one left another does.</summary>
public sealed class TwoInstancesTests
{
    private const int Messages = 30;

    [Fact]
    public async Task What_came_to_an_instance_that_dies_is_answered_once_by_the_other()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var folder = Directory.CreateTempSubdirectory("onceonly-as4-two-");
        try
        {
            var keys = new AccessPointKeys(folder.FullName);
            var (gateway, port) = (FreePort.Find(), FreePort.Find());
            var origin = string.Create(CultureInfo.InvariantCulture, $"https://localhost:{gateway}");
            var settings = GatewayAndPartner.Settings(keys, origin, port);
            settings["EDelivery:Lease"] = "00:00:02";
            await using var partner = await PartnerAccessPoint.StartAsync(folder.FullName, keys, port, new Uri(origin + "/as4"));
            await using var machines = await TwoGateways.StartAsync(new PostgresServerOptions(), settings, patience.Token);

            var sent = new List<string>();
            for (var message = 0; message < Messages; message++)
            {
                sent.Add(await partner.SubmitAsync(EdmKind.Request, SampleRequest.Write(EdmVersion.V20), SampleRequest.Properties(EdmVersion.V20)));
            }

            while (partner.Answers.Count < Messages / 3)
            {
                await Task.Delay(5, patience.Token);
            }

            await machines.Gateways[0].KillAsync();
            foreach (var id in sent)
            {
                (await partner.OutcomeAsync(id, patience.Token)).IsAcknowledged.ShouldBeTrue(id);
                await partner.AnswerToAsync(id, patience.Token);
            }

            partner.Answers.Select(answer => answer.RefToMessageId).Order(StringComparer.Ordinal).ShouldBe(sent.Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
