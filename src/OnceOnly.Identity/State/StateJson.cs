// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.State;

/// <summary>How protocol state is written: a person keeps the kind of person it is.</summary>
internal static class StateJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.General)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { DescribePerson } },
    };

    private static void DescribePerson(JsonTypeInfo type)
    {
        if (type.Type == typeof(Person))
        {
            type.PolymorphismOptions = new()
            {
                TypeDiscriminatorPropertyName = "kind",
                DerivedTypes = { new(typeof(NaturalPerson), "natural"), new(typeof(LegalPerson), "legal") },
            };
        }
    }
}
