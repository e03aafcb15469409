// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>An attribute beyond the person data set, for example the scope of a power of representation.</summary>
public sealed record SectorAttribute(string Name, string Uri, string Value);
