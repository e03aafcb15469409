// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EndToEnd.Worlds;

namespace OnceOnly.EndToEnd.Api.Hostile;

/// <summary>Tests that send one gateway what nobody should send it; they take turns.</summary>
[CollectionDefinition(Name)]
public sealed class HostileCallers : ICollectionFixture<GatewayInItsOwnProcess>
{
    public const string Name = "hostile callers";
}
