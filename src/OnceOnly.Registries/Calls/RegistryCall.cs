// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Registries.Declarations;

namespace OnceOnly.Registries.Calls;

/// <summary>One question over HTTP. It only reads, so it may be asked again.</summary>
/// <param name="Step">Names the call in logs and metrics.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Address">Where; may hold personal data and is never logged.</param>
/// <param name="MediaType">What the answer must be.</param>
/// <param name="MaximumBytes">How large the answer may be.</param>
/// <param name="ReadsWhole">Whether the answer is read into memory; otherwise it is left to stream.</param>
/// <param name="ExchangeId">Travels as correlation id.</param>
internal sealed record RegistryCall(
    CallStep Step,
    HttpMethod Method,
    Uri Address,
    string MediaType,
    long MaximumBytes,
    bool ReadsWhole,
    string ExchangeId)
{
    public string? JsonBody { get; init; }

    public DeferralDeclaration? Deferral { get; init; }
}
