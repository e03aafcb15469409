// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using Microsoft.Extensions.Configuration;

namespace OnceOnly.Registries.Tests;

/// <summary>A complete declaration of one registry, and what a test changes in it.</summary>
internal static class Declaration
{
    public const string Provider = "Registries:Providers:registry";
    public const string Evidence = Provider + ":Evidence:record";
    public const string EvidenceType = "record";

    private const string Complete = """
        {"Registries":{
          "Requirements":{"proof":{"Titles":{"en":"Proof"},"Procedures":["T3","X1"]}},
          "EvidenceTypes":{"record":{"Titles":{"en":"Record"},"Requirements":["proof"],"Subject":"NaturalPerson","LevelOfAssurance":"Substantial"}},
          "Providers":{"registry":{
            "Names":{"en":"Registry"},"Country":"EL","BaseAddress":"https://registry.example",
            "Retry":{"Attempts":0},
            "Evidence":{"record":{
              "Lookup":{"Path":"/lookup?id={subject.identifier}","Records":"/records","Keys":{"key":"/key"}},
              "Documents":[{"Path":"/records/{key}","MediaType":"application/json","FileName":"record.json",
                "Subject":[{"At":"/person/id","IsOneOf":["subject.identifier"]}]}]}}}}}}
        """;

    /// <summary>Keys start with <c>Registries:</c>; null takes a key and all below it away.</summary>
    public static IConfiguration With(params IEnumerable<(string Key, string? Value)> changes)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(Complete));
        var values = new ConfigurationBuilder().AddJsonStream(json).Build().AsEnumerable()
            .Where(pair => pair.Value is not null)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in changes)
        {
            foreach (var below in values.Keys.Where(known => value is null && (known + ":").StartsWith(key + ":", StringComparison.OrdinalIgnoreCase)).ToList())
            {
                values.Remove(below);
            }

            if (value is not null)
            {
                values[key] = value;
            }
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    public static IConfiguration Of(ScriptedRegistry registry, params IEnumerable<(string Key, string? Value)> changes) =>
        With(changes.Prepend((Provider + ":BaseAddress", registry.Address.AbsoluteUri)));

    /// <summary>The record as XML, with a subject in a namespace.</summary>
    public static IEnumerable<(string Key, string? Value)> AsXml =>
    [
        (Evidence + ":Documents:0:MediaType", "application/xml"),
        (Evidence + ":Documents:0:FileName", "record.xml"),
        (Evidence + ":Documents:0:Namespaces:p", "urn:p"),
        (Evidence + ":Documents:0:Subject:0:At", "/p:person/p:id"),
    ];

    /// <summary>The record as PDF, whose subject only the lookup tells.</summary>
    public static IEnumerable<(string Key, string? Value)> AsPdf =>
    [
        (Evidence + ":Documents:0:MediaType", "application/pdf"),
        (Evidence + ":Documents:0:FileName", "record.pdf"),
        (Evidence + ":Documents:0:Subject", null),
        (Evidence + ":Lookup:Subject:0:At", "/id"),
        (Evidence + ":Lookup:Subject:0:IsOneOf:0", "subject.identifier"),
    ];
}
