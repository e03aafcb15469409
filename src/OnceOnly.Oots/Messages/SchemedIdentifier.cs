// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>An identifier and the scheme it is unique in.</summary>
public sealed record SchemedIdentifier(string Scheme, string Value);
