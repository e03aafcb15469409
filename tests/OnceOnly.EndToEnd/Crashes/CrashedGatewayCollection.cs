// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EndToEnd.Crashes;

/// <summary>One crashed gateway serves all who look at what it left.</summary>
[CollectionDefinition(nameof(CrashedGateway))]
public sealed class CrashedGatewayCollection : ICollectionFixture<CrashedGateway>;
