// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Persons;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Identity.State;

namespace OnceOnly.Gateway.Portal.Documents;

/// <summary>
/// Links to single documents at the documents' own origin, where no cookie of ours reaches: an unguessable handle that
/// lives a minute or two. The address holds nothing about the person.
/// </summary>
internal sealed class DocumentLinks(
    IProtocolStore store, IDataProtectionProvider protection, IOptions<ListenersOptions> listeners, TimeProvider time)
{
    private const string Kind = "document-link";
    private const int HandleLength = 32;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);
    private static readonly JsonSerializerOptions Json = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NamePersons } },
    };

    private readonly IDataProtector _protector = protection.CreateProtector(Kind);

    public async Task<Uri> CreateAsync(DocumentLink link, CancellationToken cancellationToken)
    {
        var handle = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(HandleLength));
        var payload = _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(link, Json));
        await store.TryAddAsync(new ProtocolItem(Kind, KeyOf(handle), Family: null, payload, time.GetUtcNow() + Lifetime), cancellationToken);
        return new Uri(listeners.Value.Documents.Origin!, DocumentOrigin.PathOf(handle));
    }

    /// <returns>Null when the link is unknown or too old.</returns>
    public async Task<DocumentLink?> FindAsync(string handle, CancellationToken cancellationToken) =>
        await store.FindAsync(Kind, KeyOf(handle), cancellationToken) is { } item
            ? JsonSerializer.Deserialize<DocumentLink>(_protector.Unprotect(item.Payload.ToArray()), Json)
            : null;

    private static string KeyOf(string handle) =>
        Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(handle)));

    private static void NamePersons(JsonTypeInfo type)
    {
        if (type.Type == typeof(Person))
        {
            type.PolymorphismOptions = new JsonPolymorphismOptions
            {
                DerivedTypes = { new JsonDerivedType(typeof(NaturalPerson), "natural"), new JsonDerivedType(typeof(LegalPerson), "legal") },
            };
        }
    }
}
