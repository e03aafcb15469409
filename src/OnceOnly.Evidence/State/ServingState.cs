// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;

namespace OnceOnly.Evidence.State;

/// <summary>All there is to know about one exchange, read at once.</summary>
public sealed record ServingState(Exchange Exchange, ExplicitRequest ExplicitRequest, EvidenceCopy? Copy);
