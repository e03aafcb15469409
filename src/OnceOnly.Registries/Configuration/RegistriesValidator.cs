// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OnceOnly.Registries.Declarations;

namespace OnceOnly.Registries.Configuration;

/// <summary>Refuses to start on anything that would only show when a citizen waits for an answer.</summary>
internal sealed class RegistriesValidator(IConfigurationSection section, RegisteredProviders registered)
    : IValidateOptions<RegistriesOptions>
{
    public ValidateOptionsResult Validate(string? name, RegistriesOptions options)
    {
        var found = new List<string>();
        ConfigurationShape.Check(section, typeof(RegistriesOptions), found);
        if (found.Count == 0)
        {
            var problems = new Problems(section.Path, found);
            RegistryDeclarations.Read(options, problems);
            foreach (var provider in options.Providers.Keys.Where(provider => !registered.Names.Contains(provider)))
            {
                problems.At("Providers").At(provider).Add("was added after the registries. Add its configuration before.");
            }
        }

        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }
}
