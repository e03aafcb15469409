// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Keys;

/// <param name="Kind">What it is for.</param>
/// <param name="Name">Unique for the kind.</param>
/// <param name="Value">In the clear.</param>
public sealed record SharedSecret(string Kind, string Name, ReadOnlyMemory<byte> Value);
