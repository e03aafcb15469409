// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.Metrics;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>What an operator sets alarms on: refused answers by cause.</summary>
internal sealed class OidcMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _refused = meters.Create("OnceOnly.Identity.OpenIdConnect")
        .CreateCounter<long>("onceonly.oidc.answers.refused", description: "Answers refused, by connector and fault");

    public void Refused(string connector, OidcFault fault) =>
        _refused.Add(1, KeyValuePair.Create("connector", (object?)connector), KeyValuePair.Create("fault", (object?)fault.ToString()));
}
