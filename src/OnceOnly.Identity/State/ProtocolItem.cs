// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.State;

/// <summary>A piece of protocol state.</summary>
/// <param name="Kind">What it is: <c>par</c>, <c>code</c>, <c>refresh</c>, <c>session</c>, <c>login</c>, <c>jti</c>, …</param>
/// <param name="Key">Unique within the kind; the SHA-256 of the handle.</param>
/// <param name="Family">What it belongs to and dies with; null when it stands alone.</param>
/// <param name="Payload">Protected content; empty for pure single-use marks.</param>
/// <param name="ExpiresAt">From then on it does not exist.</param>
/// <param name="Consumed">Whether it was used.</param>
/// <param name="Revision">Grows with each replacement; 0 when added.</param>
public sealed record ProtocolItem(
    string Kind,
    string Key,
    string? Family,
    ReadOnlyMemory<byte> Payload,
    DateTimeOffset ExpiresAt,
    bool Consumed = false,
    long Revision = 0);
