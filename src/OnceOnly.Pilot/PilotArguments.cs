// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Certificates;

namespace OnceOnly.Pilot;

/// <summary>The pilot's command line.</summary>
internal sealed class PilotArguments
{
    public const string Usage = """
        usage: dotnet run --project src/OnceOnly.Pilot [-- [walk] [--ports fixed|auto] [--data FOLDER] [--certs FOLDER] [--Section:Key=VALUE ...]]
          (nothing)            starts the gateway and the world around it, and stays up until Ctrl-C
          walk                 starts them on free ports with a fresh state, drives the journeys through them, and ends
          --ports              fixed: 5440 to 5454; auto: whatever is free
          --data               state of the gateway; pilot-data beside the solution when not given
          --certs              development certificates; certs-dev beside the solution when not given
          --Section:Key=VALUE  a setting of the gateway
        """;

    private readonly Dictionary<string, string?> _gatewaySettings = new(StringComparer.Ordinal);

    public bool Walks { get; private set; }

    /// <summary>Null leaves it to what is done: fixed to stay up, free ones to walk.</summary>
    public bool? FreePorts { get; private set; }

    public string? DataFolder { get; private set; }

    public string CertificatesFolder { get; private set; } = DevelopmentCertificateFolder.Default;

    public IReadOnlyDictionary<string, string?> GatewaySettings => _gatewaySettings;

    /// <returns>Null when the words cannot be understood.</returns>
    public static PilotArguments? Parse(IReadOnlyList<string> words)
    {
        var parsed = new PilotArguments();
        var rest = new Queue<string>(words);
        while (rest.TryDequeue(out var word))
        {
            if (!parsed.Take(word, rest))
            {
                return null;
            }
        }

        return parsed;
    }

    private bool Take(string word, Queue<string> rest)
    {
        switch (word)
        {
            case "walk":
                Walks = true;
                return true;
            case "--ports" when rest.TryDequeue(out var ports) && ports is "auto" or "fixed":
                FreePorts = ports == "auto";
                return true;
            case "--data" when rest.TryDequeue(out var data):
                DataFolder = Path.GetFullPath(data);
                return true;
            case "--certs" when rest.TryDequeue(out var certificates):
                CertificatesFolder = Path.GetFullPath(certificates);
                return true;
            default:
                return TakeSetting(word);
        }
    }

    private bool TakeSetting(string word)
    {
        if (!word.StartsWith("--", StringComparison.Ordinal)
            || word.Split('=', 2) is not [var key, var value]
            || !key.Contains(':', StringComparison.Ordinal))
        {
            return false;
        }

        _gatewaySettings[key[2..]] = value;
        return true;
    }
}
