// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.EServices;

/// <summary>Where an e-service is found. The gateway has <see cref="Callback"/> and <see cref="Return"/> registered.</summary>
/// <param name="Origin">Origin of the site.</param>
public sealed record EServiceAddresses(Uri Origin)
{
    /// <summary>OAuth redirect URI.</summary>
    public Uri Callback { get; } = new(Origin, "/callback");

    /// <summary>Where the browser comes back to from an interaction.</summary>
    public Uri Return { get; } = new(Origin, "/return");
}
