// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Evidence.Persons;

/// <summary>The person of an explicit request, encrypted for as long as providers may have to be asked about them.</summary>
internal sealed class SealedPerson(GatewayKeys keys)
{
    public async ValueTask<byte[]> SealAsync(AuthenticatedPerson person, string explicitRequestId, CancellationToken cancellationToken)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(PersonRecord.From(person), PersonJson.Default.PersonRecord);
        return Sealing.Seal((await keys.GetAsync(cancellationToken)).Requests, plain, Encoding.UTF8.GetBytes(explicitRequestId));
    }

    public async ValueTask<AuthenticatedPerson> OpenAsync(byte[] box, string explicitRequestId, CancellationToken cancellationToken)
    {
        var plain = Sealing.Open((await keys.GetAsync(cancellationToken)).Requests, box, Encoding.UTF8.GetBytes(explicitRequestId));
        return JsonSerializer.Deserialize(plain, PersonJson.Default.PersonRecord)!.ToPerson();
    }
}

internal sealed record PersonRecord(
    NaturalPerson? Natural,
    LegalPerson? Legal,
    NaturalPerson? Representative,
    LevelOfAssurance LevelOfAssurance,
    string Country,
    DateTimeOffset AuthenticatedAt)
{
    public static PersonRecord From(AuthenticatedPerson person) => new(
        person.Subject as NaturalPerson,
        person.Subject as LegalPerson,
        person.Representative,
        person.LevelOfAssurance,
        person.Country,
        person.AuthenticatedAt);

    public AuthenticatedPerson ToPerson() =>
        new((Person?)Natural ?? Legal!, Representative, LevelOfAssurance, Country, AuthenticatedAt);
}

[JsonSerializable(typeof(PersonRecord))]
internal sealed partial class PersonJson : JsonSerializerContext;
