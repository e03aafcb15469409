// SPDX-License-Identifier: EUPL-1.2

using System.Text;

namespace OnceOnly.Evidence.Keys;

/// <summary>A key as it is stored.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Owner">Reference of the person it belongs to; empty for the gateway's own.</param>
/// <param name="Id">Unique for purpose and owner; the month (<c>2026-11</c>) for log keys.</param>
/// <param name="Value">The key, wrapped by the master key.</param>
public sealed record WrappedKey(KeyPurpose Purpose, string Owner, string Id, byte[] Value)
{
    /// <summary>What it was wrapped for, so that it works nowhere else.</summary>
    public ReadOnlyMemory<byte> Context => ContextOf(Purpose, Owner, Id);

    internal static byte[] ContextOf(KeyPurpose purpose, string owner, string id) => Encoding.UTF8.GetBytes($"{(int)purpose}|{owner}|{id}");
}
