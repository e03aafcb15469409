// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;
using OnceOnly.Registries.Declarations;

namespace OnceOnly.Registries.Calls;

/// <summary>One question over HTTP. It only reads, so it may be asked again.</summary>
/// <param name="Step">Names the call in logs and metrics.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Address">Where; may hold personal data and is never logged.</param>
/// <param name="MediaType">What the answer must be.</param>
/// <param name="MaximumBytes">How large the answer may be.</param>
/// <param name="ExchangeId">Travels as correlation id.</param>
/// <param name="MayRepeatAsync">Told before a request leaves that repeats one; see <see cref="ProviderQuestion"/>.</param>
internal sealed record RegistryCall(
    CallStep Step,
    HttpMethod Method,
    Uri Address,
    string MediaType,
    long MaximumBytes,
    string ExchangeId,
    Func<EvidenceErrorCode, Task<bool>> MayRepeatAsync)
{
    public string? JsonBody { get; init; }

    public DeferralDeclaration? Deferral { get; init; }

    /// <summary>Reads the answer to its end as it arrives; null when it is read into memory.</summary>
    public Func<HttpResponseMessage, CancellationToken, Task<RegistryReply>>? Reader { get; init; }
}
