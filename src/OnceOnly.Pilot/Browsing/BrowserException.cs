// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.Browsing;

/// <summary>The page is not what was expected, or does something that browsers do not allow.</summary>
public sealed class BrowserException(string message) : Exception(message);
