// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Benchmarks.Load;

/// <summary>One round.</summary>
/// <param name="PerSecond">Good calls a second.</param>
/// <param name="Median">Half of the calls took no longer.</param>
/// <param name="Percentile99">99 of 100 calls took no longer.</param>
/// <param name="Failures">Calls with any other reply than expected.</param>
/// <param name="ServerTime">Processor time of the server a call.</param>
internal sealed record LoadResult(double PerSecond, TimeSpan Median, TimeSpan Percentile99, int Failures, TimeSpan ServerTime);
