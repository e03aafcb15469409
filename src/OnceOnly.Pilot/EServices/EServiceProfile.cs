// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.EServices;

/// <summary>One municipality's e-service.</summary>
/// <param name="ClientId">OAuth client identifier.</param>
/// <param name="Tenant">The municipality, as the gateway names it.</param>
/// <param name="Municipality">The municipality, as citizens name it.</param>
/// <param name="Name">The e-service, as citizens name it.</param>
/// <param name="Procedures">What can be applied for.</param>
public sealed record EServiceProfile(
    string ClientId, string Tenant, string Municipality, string Name, IReadOnlyList<OfferedProcedure> Procedures)
{
    public OfferedProcedure? Find(string key) => Procedures.FirstOrDefault(procedure => procedure.Key == key);
}
