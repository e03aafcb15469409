// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Testing.Balancers;

/// <summary>One server behind HAProxy.</summary>
/// <param name="Port">Where it serves.</param>
/// <param name="HealthPort">Where it says over plain HTTP, under <c>/health/ready</c>, whether it wants connections.</param>
public sealed record HaProxyServer(int Port, int HealthPort);
