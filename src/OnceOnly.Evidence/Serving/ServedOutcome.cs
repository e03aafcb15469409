// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Serialization;

namespace OnceOnly.Evidence.Serving;

/// <summary>What the answer will say.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(Later), "later")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record ServedOutcome
{
    private ServedOutcome()
    {
    }

    /// <summary>The person has decided, or a law dispenses with that.</summary>
    /// <param name="Documents">Identifiers of the documents that may leave; none when all were declined.</param>
    public sealed record Released(IReadOnlyList<string> Documents) : ServedOutcome;

    /// <summary>The registry has it later.</summary>
    /// <param name="Until">A new request makes sense at or after this time.</param>
    public sealed record Later(DateTimeOffset Until) : ServedOutcome;

    /// <summary>There is no evidence, and this is why.</summary>
    public sealed record Refused(ServingFault Fault) : ServedOutcome;
}

/// <summary>How outcomes and names are stored.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ServedOutcome))]
[JsonSerializable(typeof(Dictionary<string, string>))]
public sealed partial class ServedJson : JsonSerializerContext;
