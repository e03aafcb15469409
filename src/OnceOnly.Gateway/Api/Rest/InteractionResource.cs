// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>A person must act.</summary>
/// <param name="Uri">Where to send the browser; it opens once.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record InteractionResource(Uri Uri, DateTimeOffset ExpiresAt);
