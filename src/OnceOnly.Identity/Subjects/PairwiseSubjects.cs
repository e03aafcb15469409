// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Keys;

namespace OnceOnly.Identity.Subjects;

/// <summary>
/// The pseudonym by which one e-service knows a citizen, and by which two e-services cannot compare notes
/// (OpenID Connect Core §8.1). Whoever acts for another has another pseudonym than when acting alone.
/// </summary>
internal sealed class PairwiseSubjects(ProviderKeyStore secrets)
{
    private readonly Lazy<ReadOnlyMemory<byte>> _secret = new(secrets.ReadPairwiseSecret);

    public string Of(AuthenticatedPerson person, Client client)
    {
        // Identifiers may hold any character, so each part is preceded by its length.
        var text = new StringBuilder();
        var kind = person.Subject is LegalPerson ? "legal" : "natural";
        foreach (var part in (string?[])[client.Sector ?? client.ClientId, kind, person.Subject.Identifier, person.Representative?.Identifier])
        {
            text.Append(part?.Length ?? -1).Append(':').Append(part);
        }

        return Base64Url.EncodeToString(HMACSHA256.HashData(_secret.Value.Span, Encoding.UTF8.GetBytes(text.ToString())));
    }
}
