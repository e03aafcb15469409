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
        foreach (var name in template.Placeholders.Where(name => !allowed.Contains(name)))
        {
            problems.Add($"has the unknown placeholder {{{name}}}. Known here: {string.Join(", ", allowed.Order(StringComparer.Ordinal))}.");
        }
    }
}
