// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.Jose;

namespace OnceOnly.Identity.ClientAuthentication;

/// <summary>A client assertion that has been read but not yet believed.</summary>
internal sealed record ClientAssertion(string ClientId, ReceivedJwt Jwt);
