// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Oots.Providing;

namespace OnceOnly.Gateway.Parts;

/// <summary>What is served to other Member States must be what a registry here gives.</summary>
internal sealed class ServedEvidenceIsDeclared(IConfiguration configuration) : IValidateOptions<ProvidingOptions>
{
    public ValidateOptionsResult Validate(string? name, ProvidingOptions options)
    {
        var unknown = options.DataServices
            .Where(service => service.Value is { Provider.Length: > 0, EvidenceType.Length: > 0 } && !IsDeclared(service.Value))
            .Select(service => $"{ProvidingOptions.Section}:DataServices:{service.Key}:Provider and :EvidenceType name '{service.Value.EvidenceType}' of '{service.Value.Provider}', "
                + "which no registry has; add it to Registries:Providers, or correct the names.")
            .ToArray();
        return unknown.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(unknown);
    }

    private bool IsDeclared(DataServiceOptions service) => Find(Find(configuration.GetSection("Registries:Providers"), service.Provider)?.GetSection("Evidence"), service.EvidenceType) is not null;

    // Letter by letter: configuration keys are found in any case, identifiers are not.
    private static IConfigurationSection? Find(IConfigurationSection? section, string key) =>
        section?.GetChildren().FirstOrDefault(child => child.Key == key);
}
