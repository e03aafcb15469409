// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

/// <summary>Section <c>Registries</c>: what can be proved, by which evidence, and how each provider is asked.</summary>
internal sealed class RegistriesOptions
{
    public const string Section = "Registries";

    /// <summary>By identifier: what has to be proved, and for which procedures.</summary>
    public Dictionary<string, RequirementOptions> Requirements { get; init; } = [];

    /// <summary>By identifier: the kinds of document or record that prove it.</summary>
    public Dictionary<string, EvidenceTypeOptions> EvidenceTypes { get; init; } = [];

    /// <summary>By identifier: the registries that issue them.</summary>
    public Dictionary<string, ProviderOptions> Providers { get; init; } = [];
}
