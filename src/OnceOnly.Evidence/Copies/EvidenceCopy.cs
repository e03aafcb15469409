// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;

namespace OnceOnly.Evidence.Copies;

/// <summary>A stored, encrypted copy of an evidence.</summary>
public sealed record EvidenceCopy
{
    public required string Id { get; init; }

    public required CopyState State { get; init; }

    /// <summary>The explicit request it was fetched for; it ends with it unless the policy says otherwise. Empty once that is forgotten.</summary>
    public required string ExplicitRequestId { get; init; }

    /// <summary>Reference of the person it is about.</summary>
    public required string Subject { get; init; }

    public required string Tenant { get; init; }

    public required string EvidenceType { get; init; }

    public required string Provider { get; init; }

    public required ReusePolicy Policy { get; init; }

    /// <summary>Identifier of the person's evidence key that wraps <see cref="DataKey"/>.</summary>
    public required string KeyId { get; init; }

    /// <summary>The key of its segments, wrapped.</summary>
    public required byte[] DataKey { get; init; }

    /// <summary>List of documents, sealed under the data key; null while arriving.</summary>
    public byte[]? Manifest { get; init; }

    /// <summary>Keyed hash of (tenant, subject, provider, evidence type); null unless the policy is <see cref="ReusePolicy.Person"/>.</summary>
    public byte[]? CopyKey { get; init; }

    /// <summary>The same without the tenant: what other controllers, where the legal basis lists them, find it by.</summary>
    public byte[]? SharedKey { get; init; }

    public DateTimeOffset? ObtainedAt { get; init; }

    /// <summary>When a reusable copy becomes too old.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
