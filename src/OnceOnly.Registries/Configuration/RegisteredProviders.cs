// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

/// <summary>The providers whose HTTP clients were set up; any other would get a client that follows redirects.</summary>
internal sealed record RegisteredProviders(IReadOnlySet<string> Names);
