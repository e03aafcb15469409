// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.State;

/// <summary>Stored content and the item it was read from.</summary>
internal sealed record Held<T>(string Handle, T Content, ProtocolItem Item);
