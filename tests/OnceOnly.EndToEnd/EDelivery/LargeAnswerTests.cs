// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EndToEnd.Portal;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Evidence.Persons;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Writing;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Walk;
using OnceOnly.Testing.Programs;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>The largest evidence there may be, from the registry through the preview and the outbox to a partner, in a gateway whose memory is watched from outside.</summary>
public sealed class LargeAnswerTests : IAsyncLifetime
{
    private const int Megabyte = 1024 * 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-as4-");
    private HugeRegistry? _registry;
    private PartnerAccessPoint? _partner;
    private WorldAround? _world;

    public async ValueTask InitializeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var keys = new AccessPointKeys(_folder.FullName);
        var (gateway, partner) = (FreePort.Find(), FreePort.Find());
        var origin = string.Create(CultureInfo.InvariantCulture, $"https://localhost:{gateway}");
        _registry = await HugeRegistry.StartAsync();
        _partner = await PartnerAccessPoint.StartAsync(_folder.FullName, keys, partner, new Uri(origin + "/as4"));
        var settings = GatewayAndPartner.Settings(keys, origin, partner);
        foreach (var (key, value) in ServingGateway.Settings(new Uri(origin), HugeRegistry.Name).Concat(_registry.Settings()).Where(setting => !setting.Key.Contains(":Documents:1:", StringComparison.Ordinal)))
        {
            settings[key] = value;
        }

        settings["Evidence:AskTimeout"] = "00:03:00";
        _world = await WorldAround.StartAsync(settings, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await (_world?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_partner?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_registry?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_answer_is_held_in_memory_less_than_two_and_a_half_times()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(6));
        const int Size = 99 * Megabyte;
        await AnswerAsync(1024, patience.Token);

        using var memory = new MemoryWatch(_world!.Gateway);
        await AnswerAsync(Size, patience.Token);
        var growth = await memory.StopAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"{growth / Megabyte} MB more for an answer of {Size / Megabyte} MB");
        ((double)growth).ShouldBeLessThan(2.5 * Size);
    }

    /// <summary>Two requests, a log-in, a preview and a decision.</summary>
    private async Task AnswerAsync(int size, CancellationToken cancellationToken)
    {
        _registry!.Hold(size);
        var first = ServingGateway.RequestAbout((NaturalPerson)PilotPersonas.Maria.Subject, EdmVersion.V20);
        var conversation = Guid.NewGuid();
        MessageProperty[] properties =
        [
            new("originalSender", first.Requester.Identifier.Value, first.Requester.Identifier.Scheme),
            new("finalRecipient", first.Provider.Identifier.Value, first.Provider.Identifier.Scheme),
            new("ExchangeId", Guid.NewGuid().ToString()),
            new("SpecificationId", EdmVersion.V20.SpecificationIdentifier()),
        ];
        var link = (await SendAsync(first)).Exception.PreviewLocation!;
        var answer = SendAsync(first with { Id = "urn:uuid:" + Guid.NewGuid(), PreviewLocation = link, ReturnLocation = "https://portal.partner.test/" });

        using var crowd = new Crowd(_world!.Pilot.Addresses, _world.Pilot.Certificates, TimeProvider.System);
        var maria = crowd.Send(PilotPersonas.Maria);
        await maria.GoToAsync(new Uri(link), cancellationToken);
        await maria.LogInAsync(cancellationToken);
        while (maria.Page.Document.QuerySelector("a.button[href='']") is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            await maria.GoToAsync(maria.Page.Address, cancellationToken);
        }

        maria.Page.Document.QuerySelector("button[value=accept]").ShouldNotBeNull(string.Join('\n', _world.Log));
        await maria.PressAsync("Accept and send", cancellationToken);
        (await Waited(answer)).Documents.ShouldHaveSingleItem().ShouldBe(_registry.Digest);

        async Task<ReceivedAnswer> Waited(Task<ReceivedAnswer> waiting)
        {
            try
            {
                return await waiting;
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException("No answer came: " + string.Join('\n', _world.Log), late);
            }
        }

        async Task<ReceivedAnswer> SendAsync(EvidenceRequest request)
        {
            var id = await _partner!.SubmitAsync(EdmKind.Request, EdmWriter.Write(request), properties, [], conversation);
            return await _partner.AnswerToAsync(id, cancellationToken);
        }
    }
}
