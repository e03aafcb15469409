// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Registries.Mappings;

namespace OnceOnly.Pilot.Registries;

/// <summary>The registries of the pilot world, on one port, each under its own path.</summary>
public sealed class PilotRegistries : IAsyncDisposable
{
    /// <summary>What <c>pilot.registries.json</c> declares and <c>wiremock/</c> answers for.</summary>
    private static readonly string[] Names = ["civil-registry", "residence-registry", "business-registry"];

    /// <summary>The same in <c>pilot.registries.finland.json</c>.</summary>
    private static readonly string[] FinnishNames = ["oulujoki", "saimaa", "population-register", "pension-centre"];

    private readonly RegistryFiles files;
    private readonly MappingServer server;

    private PilotRegistries(RegistryFiles files, MappingServer server)
    {
        this.files = files;
        this.server = server;
    }

    /// <summary>The declarations for the gateway, to be read before <see cref="GatewaySettings"/>.</summary>
    public static string ConfigurationFile => Path.Combine(AppContext.BaseDirectory, "pilot.registries.json");

    public Uri Address => server.Address;

    /// <summary>Where the registries are this time. <c>dead-registry</c> stays where nothing listens.</summary>
    public IReadOnlyDictionary<string, string?> GatewaySettings => AddressesOf(Names, string.Empty);

    /// <summary>The declarations for the gateway of the second Member State.</summary>
    public static string FinnishConfigurationFile => Path.Combine(AppContext.BaseDirectory, "pilot.registries.finland.json");

    /// <summary>Where its registries are.</summary>
    public IReadOnlyDictionary<string, string?> FinnishSettings => AddressesOf(FinnishNames, "finland/");

    /// <param name="port">Port to listen on, 0 for any.</param>
    public static async Task<PilotRegistries> StartAsync(int port = 0)
    {
        var prepared = new RegistryFiles();
        try
        {
            return new PilotRegistries(prepared, await MappingServer.StartAsync(prepared.Root, port));
        }
        catch
        {
            prepared.Dispose();
            throw;
        }
    }

    /// <summary>What was asked for so far, of all registries and in its order.</summary>
    public IReadOnlyCollection<JournalledCall> Journal => server.Journal;

    /// <summary>How many calls a registry got so far; one question may need several.</summary>
    public int CallsTo(string registry) =>
        server.Journal.Count(call => call.Path.StartsWith($"/{registry}/", StringComparison.Ordinal));

    /// <summary>Whoever had to wait for evidence has to wait again.</summary>
    public void StartScenariosAgain() => server.StartScenariosAgain();

    private Dictionary<string, string?> AddressesOf(IEnumerable<string> names, string folder) =>
        names.ToDictionary(name => $"Registries:Providers:{name}:BaseAddress", name => (string?)new Uri(Address, folder + name).AbsoluteUri, StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        files.Dispose();
    }
}
