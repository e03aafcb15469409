// SPDX-License-Identifier: EUPL-1.2

using System.Text.RegularExpressions;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Registries.Configuration;
using OnceOnly.Registries.Subjects;
using OnceOnly.Registries.Templates;

namespace OnceOnly.Registries.Declarations;

internal sealed partial record LookupDeclaration(
    HttpMethod Method,
    PathTemplate Path,
    JsonTemplate? Body,
    string Records,
    IReadOnlyDictionary<string, string> Keys,
    SubjectCheck? Check)
{
    public static LookupDeclaration? Read(LookupOptions? options, SubjectKind subject, Problems problems)
    {
        if (options is null)
        {
            problems.Add("is missing. Say how the person is matched.");
            return null;
        }

        var names = PlaceholderNames.For(subject);
        var posts = options.Method == "POST";
        problems.At("Method").AddUnless(posts || options.Method == "GET", "must be GET or POST.");
        problems.At("Body").AddUnless(posts == options.Body is not null, "belongs to POST and only to it.");
        problems.At("Records").AddUnless(JsonPointer.IsValid(options.Records), "must be a JSON pointer such as /records.");
        CheckKeys(options.Keys, names, problems.At("Keys"));
        var path = PathTemplate.Read(options.Path, names, problems.At("Path"));
        var body = options.Body is null ? null : JsonTemplate.Read(options.Body, names, problems.At("Body"));
        problems.AddUnless(
            (path?.Placeholders ?? []).Concat(body?.Placeholders ?? []).Any(name => name.StartsWith("subject.", StringComparison.Ordinal)),
            "asks about nobody: use a placeholder that starts with subject.");
        var check = SubjectFields.Read(options.Subject, subject, JsonPointer.IsValid, problems.At("Subject"));
        return path is null
            ? null
            : new LookupDeclaration(posts ? HttpMethod.Post : HttpMethod.Get, path, body, options.Records, options.Keys, check);
    }

    private static void CheckKeys(Dictionary<string, string> keys, IReadOnlySet<string> names, Problems problems)
    {
        foreach (var (name, pointer) in keys)
        {
            problems.At(name).AddUnless(
                KeyName().IsMatch(name) && !names.Contains(name), "must be a name of letters and digits that nothing else has.");
            problems.At(name).AddUnless(JsonPointer.IsValid(pointer), "must be a JSON pointer such as /id.");
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,31}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyName();
}
