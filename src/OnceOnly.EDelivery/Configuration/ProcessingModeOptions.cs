// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Configuration;

/// <summary>A kind of exchange.</summary>
public sealed class ProcessingModeOptions
{
    public string Service { get; set; } = string.Empty;

    public string? ServiceType { get; set; }

    public IList<string> Actions { get; } = [];

    /// <summary>Left out, messages name no agreement.</summary>
    public string? Agreement { get; set; }

    public string? AgreementType { get; set; }
}
