// SPDX-License-Identifier: EUPL-1.2

using System.Text.RegularExpressions;
using System.Xml;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Registries.Configuration;
using OnceOnly.Registries.Subjects;
using OnceOnly.Registries.Templates;

namespace OnceOnly.Registries.Declarations;

internal sealed partial record DocumentDeclaration(
    PathTemplate Path,
    string MediaType,
    string FileName,
    bool Delivered,
    DocumentFormat Format,
    XmlNamespaceManager Namespaces,
    SubjectCheck? Check)
{
    public static DocumentDeclaration? Read(DocumentOptions options, SubjectKind subject, IEnumerable<string> keys, Problems problems)
    {
        var path = PathTemplate.Read(
            options.Path, PlaceholderNames.For(subject).Concat(keys).ToHashSet(StringComparer.Ordinal), problems.At("Path"));
        problems.At("MediaType").AddUnless(
            options.MediaType is { } type && MediaTypeForm().IsMatch(type), "must be a media type in lower case without parameters, such as application/pdf.");
        problems.At("FileName").AddUnless(
            options.FileName is { } name && FileNameForm().IsMatch(name), "must be a plain file name of letters, digits, hyphens and dots, such as birth-certificate.pdf.");

        var format = DocumentFormats.Of(options.MediaType ?? string.Empty);
        var prefixes = options.Namespaces.Where(pair => Prefix().IsMatch(pair.Key) && pair.Value.Length > 0).ToList();
        var namespaces = XmlRecord.NamespacesOf(prefixes);
        problems.At("Namespaces").AddUnless(
            prefixes.Count == options.Namespaces.Count, "must give each prefix, of letters and digits and not starting with xml, its namespace.");
        problems.At("Namespaces").AddUnless(
            format == DocumentFormat.Xml || options.Namespaces.Count == 0, "belongs to XML documents.");
        problems.At("Subject").AddUnless(
            format != DocumentFormat.Opaque || options.Subject.Count == 0, "cannot be read from this media type. Declare it in Lookup or in a JSON or XML document.");
        problems.At("Delivered").AddUnless(
            options.Delivered || options.Subject.Count > 0, "is false, and nothing is read from the document. Declare its Subject or remove it.");
        var check = SubjectFields.Read(
            options.Subject,
            subject,
            place => format == DocumentFormat.Xml ? XmlRecord.IsValid(place, namespaces) : JsonPointer.IsValid(place),
            problems.At("Subject"));
        return path is null
            ? null
            : new DocumentDeclaration(
                path, options.MediaType ?? string.Empty, options.FileName ?? string.Empty, options.Delivered, format, namespaces, check);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,60}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MediaTypeForm();

    [GeneratedRegex("^(?!xml)[A-Za-z][A-Za-z0-9]{0,31}\\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Prefix();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,80}(\\.[A-Za-z0-9]{1,8})+\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileNameForm();
}
