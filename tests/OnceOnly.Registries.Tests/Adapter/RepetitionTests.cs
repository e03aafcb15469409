// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Registries.Tests.Adapter;

/// <summary>No request that may have arrived is repeated before whoever asks has been told.</summary>
public sealed class RepetitionTests : IAsyncLifetime
{
    private const string Provider = Declaration.Provider;

    private readonly KeptDocuments documents = new();
    private readonly List<(EvidenceErrorCode Code, int Received)> told = [];
    private ScriptedRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await ScriptedRegistry.StartAsync();

    public async ValueTask DisposeAsync() => await registry.DisposeAsync();

    [Fact]
    public async Task Each_repetition_is_told_before_it_leaves()
    {
        var answers = registry.Lookup;
        registry.Lookup = context => registry.Received.Count switch
        {
            1 => ScriptedRegistry.AnswerAsync(context, 500),
            2 => Abort(context),
            _ => answers(context),
        };
        await using var adapter = Telling(Declaration.Of(registry, Repeating));

        (await AskAsync(adapter)).ShouldBeOfType<ProviderAnswer.Provided>();

        told.ShouldBe([(EvidenceErrorCode.RegistryFailed, 1), (EvidenceErrorCode.RegistryUnreachable, 2)]);
        registry.Received.Count.ShouldBe(4); // three lookups and the document
    }

    [Fact]
    public async Task A_document_that_is_asked_for_again_is_told_as_well()
    {
        registry.Document = context => registry.Received.Count == 2 ? Abort(context) : ScriptedRegistry.JsonAsync(context, ScriptedRegistry.PersonJson);
        await using var adapter = Telling(Declaration.Of(registry, Repeating));

        (await AskAsync(adapter)).ShouldBeOfType<ProviderAnswer.Provided>();

        told.ShouldBe([(EvidenceErrorCode.RegistryUnreachable, 2)]);
    }

    [Fact]
    public async Task Nothing_leaves_for_an_exchange_that_is_not_ours_any_more()
    {
        registry.Lookup = context => ScriptedRegistry.AnswerAsync(context, 500);
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, Repeating)) { MayRepeatAsync = _ => Task.FromResult(false) };

        (await AskAsync(adapter)).ShouldBeOfType<ProviderAnswer.Failed>();

        registry.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_nobody_was_there_to_receive_is_no_repetition()
    {
        var address = registry.Address.AbsoluteUri;
        await registry.DisposeAsync();
        await using var adapter = Telling(Declaration.With([.. Repeating, (Provider + ":BaseAddress", address)]));

        (await AskAsync(adapter)).ShouldBeOfType<ProviderAnswer.Failed>().Error.Code.ShouldBe(EvidenceErrorCode.RegistryUnreachable);

        adapter.Log.Lines.Count(line => line.Contains("trying again", StringComparison.Ordinal)).ShouldBe(2);
        told.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_kept_connection_that_dies_with_a_request_is_not_used_to_send_it_twice_in_silence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = new List<string>();
        var serving = ServeOneRequestAConnectionAndReadAnotherAsync(listener, received);
        var address = "http://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var adapter = Telling(Declaration.With([(Provider + ":BaseAddress", address), (Provider + ":Retry:Attempts", "0")]));

        (await AskAsync(adapter)).ShouldBeOfType<ProviderAnswer.Failed>().Error.Code.ShouldBe(EvidenceErrorCode.RegistryUnreachable);

        listener.Stop();
        await serving;
        received.Count.ShouldBe(2, string.Join('\n', received));
        told.ShouldBeEmpty();
    }

    private static (string, string?)[] Repeating =>
        [(Provider + ":Retry:Attempts", "2"), (Provider + ":Retry:Delay", "00:00:00.001"), (Provider + ":Retry:MaximumDelay", "00:00:02")];

    private static Task Abort(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task ServeOneRequestAConnectionAndReadAnotherAsync(TcpListener listener, List<string> received)
    {
        const string Body = """{"records":[{"key":"7"}]}""";
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync();
                using var stream = connection.GetStream();
                received.Add(await ReadRequestAsync(stream));
                await stream.WriteAsync(Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));
                received.Add(await ReadRequestAsync(stream));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            // The test has seen enough.
        }
    }

    private static async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var request = new StringBuilder();
        var buffer = new byte[1024];
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
            {
                throw new IOException("Closed.");
            }

            request.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return request.ToString();
    }

    private RegistryAdapter Telling(Microsoft.Extensions.Configuration.IConfiguration configuration) => new(configuration)
    {
        MayRepeatAsync = code =>
        {
            told.Add((code, registry.Received.Count));
            return Task.FromResult(true);
        },
    };

    private Task<ProviderAnswer> AskAsync(RegistryAdapter adapter) =>
        adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), documents);
}
