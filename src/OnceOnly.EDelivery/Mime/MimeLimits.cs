// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Mime;

/// <summary>How much a multipart message may hold before reading it is refused.</summary>
/// <param name="MaxParts">Parts, the SOAP envelope among them.</param>
/// <param name="MaxHeaderBytes">Header lines of one part together.</param>
/// <param name="MaxPreambleBytes">What may stand before the first delimiter.</param>
public sealed record MimeLimits(int MaxParts = 65, int MaxHeaderBytes = 8 * 1024, int MaxPreambleBytes = 1024)
{
    public static MimeLimits Default { get; } = new();
}
