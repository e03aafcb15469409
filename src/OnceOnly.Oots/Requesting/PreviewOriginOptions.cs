// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Requesting;

/// <summary>Where a provider may send our citizens to preview.</summary>
public sealed class PreviewOriginOptions
{
    /// <summary>The provider's identifier, or the party id of its access point.</summary>
    public string Provider { get; set; } = string.Empty;

    /// <summary>Origins with https, for example <c>https://preview.registry.example</c>.</summary>
    public List<string> Origins { get; init; } = [];
}
