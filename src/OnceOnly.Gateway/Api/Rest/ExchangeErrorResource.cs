// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>Why there is no evidence.</summary>
/// <param name="Code">Stable code of the error vocabulary.</param>
/// <param name="Party">Who has to act.</param>
/// <param name="Phase">Where on its way the request failed.</param>
/// <param name="Retry">Whether trying again helps.</param>
/// <param name="Message">A sentence for the citizen, in the language of Accept-Language.</param>
public sealed record ExchangeErrorResource(string Code, ErrorParty Party, ErrorPhase Phase, Retry Retry, string Message);
