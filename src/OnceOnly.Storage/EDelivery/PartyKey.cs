// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;

namespace OnceOnly.Storage.EDelivery;

/// <summary>Party identifiers as they are stored: scheme, blank, value. Schemes are URIs and hold no blank.</summary>
internal static class PartyKey
{
    public static string Of(PartyId id) => $"{id.Type} {id.Value}";

    public static PartyId Read(string key)
    {
        var blank = key.IndexOf(' ', StringComparison.Ordinal);
        return new PartyId(key[(blank + 1)..], blank == 0 ? null : key[..blank]);
    }
}
