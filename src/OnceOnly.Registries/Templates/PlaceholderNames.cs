// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Registries.Declarations;
using OnceOnly.Registries.Subjects;

namespace OnceOnly.Registries.Templates;

/// <summary>What templates may ask for, besides the keys of a lookup.</summary>
internal static class PlaceholderNames
{
    public const string Procedure = "procedure";
    public const string Requester = "requester";

    public static IReadOnlySet<string> For(SubjectKind kind) =>
        SubjectAttribute.For(kind).Select(attribute => attribute.Name).Append(Procedure).Append(Requester)
            .ToHashSet(StringComparer.Ordinal);

    public static void Check(Template template, IReadOnlySet<string> allowed, Problems problems)
    {
        foreach (var placeholder in template.Placeholders)
        {
            var (name, form) = Split(placeholder);
            problems.AddUnless(
                form is null || (name == SubjectAttribute.DateOfBirth && DateForm.IsValid(form)),
                $"has {{{placeholder}}}. Only a date of birth has a form, with yyyy, MM and dd once each, such as dd.MM.yyyy.");
            if (allowed.Contains(name))
            {
                continue;
            }

            problems.Add($"has the unknown placeholder {{{name}}}. Known here: {string.Join(", ", allowed.Order(StringComparer.Ordinal))}.");
        }
    }

    /// <summary>The name, and how the date is written when that is said.</summary>
    public static (string Name, string? Form) Split(string placeholder) =>
        placeholder.Split(':', 2) is [var name, var form] ? (name, form) : (placeholder, null);
}
