// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Dpop;

/// <summary>Proof of possession, RFC 9449 (<c>Identity:Dpop</c>).</summary>
public sealed class DpopOptions
{
    /// <summary>Whether proofs must carry a nonce of ours, at the token endpoint and at the evidence API. <value>The default is true.</value></summary>
    public bool RequireNonce { get; set; } = true;

    /// <summary>How long a nonce serves. <value>The default is 5 minutes.</value></summary>
    public TimeSpan NonceLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How old a proof may be, by its <c>iat</c>. <value>The default is 60 seconds.</value></summary>
    public TimeSpan ProofLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How far the clocks of caller and gateway may differ. <value>The default is 15 seconds.</value></summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(15);
}
