// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace OnceOnly.Registries.Configuration;

/// <summary>
/// Finds keys that no option has and values that do not convert. The framework's binder passes over both inside
/// dictionaries, and a misspelt safety setting must not pass for its default.
/// </summary>
internal static class ConfigurationShape
{
    public static void Check(IConfigurationSection section, Type type, ICollection<string> problems)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target.IsGenericType)
        {
            CheckEach(section, target.GetGenericArguments()[^1], problems);
        }
        else if (target == typeof(string) || target.IsValueType)
        {
            CheckValue(section, target, problems);
        }
        else
        {
            CheckProperties(section, target, problems);
        }
    }

    private static void CheckEach(IConfigurationSection section, Type element, ICollection<string> problems)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            problems.Add($"{section.Path} is a value. Make it a list or a section.");
        }

        foreach (var child in section.GetChildren())
        {
            Check(child, element, problems);
        }
    }

    private static void CheckProperties(IConfigurationSection section, Type type, ICollection<string> problems)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            problems.Add($"{section.Path} is a value. Make it a section.");
        }

        foreach (var child in section.GetChildren())
        {
            var property = type.GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (property is null)
            {
                problems.Add($"{child.Path} is not a setting. Correct its spelling or remove it.");
            }
            else
            {
                Check(child, property.PropertyType, problems);
            }
        }
    }

    private static void CheckValue(IConfigurationSection section, Type type, ICollection<string> problems)
    {
        if (section.GetChildren().Any())
        {
            problems.Add($"{section.Path} is a section. Make it a value.");
        }
        else if (section.Value is { } value && type != typeof(string) && !Converts(value, type))
        {
            var expected = type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type)) : "a " + type.Name;
            problems.Add($"{section.Path} has a value that cannot be read. Make it {expected}.");
        }
    }

    private static bool Converts(string value, Type type)
    {
        if (type.IsEnum)
        {
            return Enum.TryParse(type, value, ignoreCase: true, out var parsed) && Enum.IsDefined(type, parsed);
        }

        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, value) is not null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }
}
