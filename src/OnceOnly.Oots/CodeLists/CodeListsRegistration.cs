// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace OnceOnly.Oots.CodeLists;

/// <summary>The code lists by which every message is judged that comes or leaves.</summary>
public static class CodeListsRegistration
{
    private const string Key = OotsOptions.Section + ":CodeLists";

    /// <summary>Lists from the folder that configuration names take the place of built-in ones. To be called before the parts that use them.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The configuration section <c>Oots</c>.</param>
    /// <exception cref="OptionsValidationException">When they are first used: the folder is not there, or a list in it cannot be read or is empty.</exception>
    public static IServiceCollection AddOotsCodeLists(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.TryAddSingleton(_ => section["CodeLists"] is { Length: > 0 } folder ? Read(folder) : OotsCodeLists.BuiltIn);
        return services;
    }

    private static OotsCodeLists Read(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? OotsCodeLists.FromFolder(folder) : throw Refusal("names a folder that is not there.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or FormatException or InvalidDataException)
        {
            throw Refusal($"names a folder with a list that cannot be read: {wrong.Message}");
        }
    }

    private static OptionsValidationException Refusal(string problem) => new(Key, typeof(OotsOptions), [$"{Key} {problem}"]);
}
