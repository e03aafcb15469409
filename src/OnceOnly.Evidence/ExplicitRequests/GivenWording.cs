// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.ExplicitRequests;

/// <summary>Which wording the citizen said yes to, so that it can be shown later what was understood.</summary>
/// <param name="Version">Version of the text.</param>
/// <param name="Language">BCP 47 tag of the language shown.</param>
public sealed record GivenWording(string Version, string Language);
