// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Evidence.Persons;

/// <summary>Makes person references, so that identifiers are never stored plain.</summary>
internal sealed class PersonReferences(GatewayKeys keys)
{
    public async ValueTask<PersonReference> OfAsync(AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        var key = (await keys.GetAsync(cancellationToken)).References;
        return new PersonReference(Of(person.Subject, key), person.Representative is { } acting ? Of(acting, key) : null);
    }

    private static string Of(Person person, byte[] key)
    {
        // The kind is part of it: a natural and a legal person may share an identifier.
        var kind = person is LegalPerson ? "legal" : "natural";
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}|{person.Identifier}")));
    }
}
