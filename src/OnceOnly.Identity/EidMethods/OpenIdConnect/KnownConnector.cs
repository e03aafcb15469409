// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>What a connector said about itself, and its keys.</summary>
/// <param name="Metadata">Its discovery document.</param>
/// <param name="Keys">Its key set.</param>
/// <param name="At">When both were fetched.</param>
internal sealed record KnownConnector(OidcMetadata Metadata, OidcKeys Keys, DateTimeOffset At);
