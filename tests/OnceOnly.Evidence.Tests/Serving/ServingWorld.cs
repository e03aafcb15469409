// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Serving;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Serving;

/// <summary>A gateway that serves another Member State.</summary>
public sealed class ServingWorld : IAsyncDisposable
{
    public ServingWorld(ServingWorld? other = null, Action<EvidenceOptions>? configure = null, Action<IServiceCollection>? add = null)
    {
        Channel = other?.Channel ?? new FakeChannel();
        World = new World(other?.World, Configure, services =>
        {
            services.AddSingleton<IServingChannel>(Channel);
            services.AddOnceOnlyServing();
            add?.Invoke(services);
        });

        void Configure(EvidenceOptions options)
        {
            options.QuickAnswer = TimeSpan.Zero;
            configure?.Invoke(options);
        }
    }

    public World World { get; }

    public FakeChannel Channel { get; }

    public IServing Serving => World.Get<IServing>();

    public IServingPreviews Previews => World.Get<IServingPreviews>();

    public static ServingTerms Terms { get; } = new(
        Preview: true, LevelOfAssurance.Substantial, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(40));

    public static ServingTerms Direct { get; } = Terms with { Preview = false };

    /// <summary>As the other side knows Maria: her identifier was made for that country, and the channel has made it ours.</summary>
    public ReceivedRequest Request(string name, AuthenticatedPerson? person = null) => new()
    {
        MessageId = "message-of-" + name,
        RequestId = "urn:uuid:" + name,
        Party = "AP_SE_01",
        Requester = "kommunen",
        RequesterNames = FakeRegisters.Texts("Kommunen"),
        RequesterCountry = "SE",
        Procedure = "T3",
        Service = "birth",
        Correlation = "conversation|exchange",
        SentAt = World.Clock.GetUtcNow(),
        Person = person ?? World.Maria with { LevelOfAssurance = LevelOfAssurance.Substantial },
        Message = Encoding.UTF8.GetBytes(name),
        Log = new LoggedMessage("request", "v", "AP_SE_01", "them", "us") { MessageId = "message-of-" + name },
        Content = "<request/>",
    };

    /// <summary>The first request is there and has its link.</summary>
    public async Task<string> LinkAsync(string name = "first", AuthenticatedPerson? person = null)
    {
        await Serving.ReceiveAsync(Request(name, person), Terms, World.Soon);
        return (await AnswerToAsync(name)).Content.ShouldBeOfType<AnswerContent.PreviewFirst>().LinkToken;
    }

    public async Task HoldAsync(string token, string name = "second", AuthenticatedPerson? person = null) =>
        await Serving.HoldAsync(Request(name, person), token, "https://portal.example/back", Terms, World.Soon);

    /// <summary>The answer that has left for a request, sooner or later.</summary>
    public async Task<FakeChannel.Sent> AnswerToAsync(string name)
    {
        await World.UntilAsync(() => Channel.Answers.Any(sent => sent.Request == name));
        return Channel.Answers.Single(sent => sent.Request == name);
    }

    /// <summary>The person opens the link, and the registry has answered.</summary>
    public async Task<ServedPreview> OpenAsync(string token, AuthenticatedPerson? person = null)
    {
        ServedPreview? preview = null;
        await World.UntilAsync(async () =>
        {
            preview = (await Previews.OpenAsync(token, person ?? World.Maria, World.Soon)).ShouldSucceed();
            return preview.State != ServedRequestState.Matched;
        });
        return preview!;
    }

    public async Task<ServedPreview> DecideAsync(string token, params string[] accepted) =>
        (await Previews.DecideAsync(token, World.Maria, accepted, World.Soon)).ShouldSucceed();

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
