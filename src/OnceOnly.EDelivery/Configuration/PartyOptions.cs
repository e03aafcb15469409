// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Configuration;

/// <summary>Identifier and role of an access point, as agreed, letter by letter.</summary>
public sealed class PartyOptions
{
    public string Id { get; set; } = string.Empty;

    /// <summary>URI of the identifier's scheme; left out where the identifier is a URI itself.</summary>
    public string? IdType { get; set; }

    public string Role { get; set; } = string.Empty;
}
