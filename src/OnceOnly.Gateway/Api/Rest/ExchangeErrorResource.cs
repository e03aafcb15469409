// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>Why there is no evidence.</summary>
/// <param name="Code">Stable code of the error vocabulary.</param>
/// <param name="Party">Who has to act: citizen, requester, gateway, registry or network.</param>
/// <param name="Phase">Where on its way the request failed.</param>
/// <param name="Retry">Whether trying again helps: never, after or now.</param>
/// <param name="Message">A sentence for the citizen, in the language of Accept-Language.</param>
public sealed record ExchangeErrorResource(string Code, string Party, string Phase, string Retry, string Message);
