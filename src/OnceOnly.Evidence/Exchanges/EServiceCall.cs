// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Exchanges;

/// <summary>An authenticated call: which e-service, under which explicit request. The broker checks the live record.</summary>
public sealed record EServiceCall(EServices.EService Service, string ExplicitRequestId);
