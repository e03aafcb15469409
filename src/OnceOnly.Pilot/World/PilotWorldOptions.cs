// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Sites;

namespace OnceOnly.Pilot.World;

/// <summary>How the pilot world is to be.</summary>
public sealed record PilotWorldOptions
{
    public required PilotAddresses Addresses { get; init; }

    /// <summary>State of the gateway and the e-services.</summary>
    public required string DataFolder { get; init; }

    public required string CertificatesFolder { get; init; }

    /// <summary>Settings of the gateway that win over the pilot's.</summary>
    public IReadOnlyDictionary<string, string?> GatewaySettings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Whether there is a second Member State: its gateway in a process of its own, and common services.</summary>
    public bool CrossesBorders { get; init; }

    /// <summary>Settings of the second Member State's gateway that win over the pilot's.</summary>
    public IReadOnlyDictionary<string, string?> FinlandSettings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Gets each line that the second Member State's gateway writes; called from other threads.</summary>
    public Action<string> Listen { get; init; } = _ => { };

    /// <summary>False leaves that to <see cref="PilotWorld.StartGatewayAsync"/> and <see cref="PilotWorld.StartFinlandAsync"/>.</summary>
    public bool StartsGateways { get; init; } = true;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
