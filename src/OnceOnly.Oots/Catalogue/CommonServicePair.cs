// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.CommonServices;

namespace OnceOnly.Oots.Catalogue;

/// <summary>The two services of the Commission that say what proves what, and who holds it.</summary>
/// <param name="Broker">Evidence Broker.</param>
/// <param name="Directory">Data Service Directory.</param>
public sealed record CommonServicePair(CommonServicesClient Broker, CommonServicesClient Directory);
