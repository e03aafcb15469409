// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Registries.Configuration;
using OnceOnly.Registries.Subjects;

namespace OnceOnly.Registries.Declarations;

internal static class SubjectFields
{
    /// <returns>Null when nothing is declared.</returns>
    public static SubjectCheck? Read(
        List<SubjectFieldOptions> options, SubjectKind subject, Func<string, bool> isPlace, Problems problems)
    {
        var known = SubjectAttribute.For(subject).ToDictionary(attribute => attribute.Name, StringComparer.Ordinal);
        var fields = new List<SubjectField>();
        foreach (var (index, field) in options.Index())
        {
            var at = problems.At(index);
            at.At("At").AddUnless(
                field.At is { Length: > 0 } place && isPlace(place), "must be a JSON pointer, or in an XML document an XPath to nodes with declared prefixes.");
            var attributes = field.IsOneOf.Where(known.ContainsKey).Select(name => known[name]).ToList();
            at.At("IsOneOf").AddUnless(
                attributes.Count > 0 && attributes.Count == field.IsOneOf.Count, $"must list some of {string.Join(", ", known.Keys)}.");
            at.At("IsOneOf").AddUnless(
                attributes.DistinctBy(attribute => attribute.Meaning).Count() <= 1, "must list attributes of one meaning: only names in different script, for example.");
            at.At("DateFormat").AddUnless(
                field.DateFormat is null || (attributes.Exists(attribute => attribute.Meaning == SubjectMeaning.DateOfBirth) && DateForm.IsValid(field.DateFormat)),
                "belongs to a date and has yyyy, MM and dd once each, such as dd.MM.yyyy.");
            if (attributes.Count > 0)
            {
                fields.Add(new SubjectField(field.At ?? string.Empty, attributes, field.DateFormat ?? DateForm.Usual));
            }
        }

        return fields.Count == 0 ? null : new SubjectCheck(fields);
    }
}
