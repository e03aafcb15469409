// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Ledger.Entries;

namespace OnceOnly.Evidence.Ledger;

/// <summary>What entries about these are about.</summary>
internal static class EntryContexts
{
    public static EntryContext Of(ExplicitRequest request) => new()
    {
        ExplicitRequest = request.Id,
        Client = request.ClientId,
        Tenant = request.Tenant,
        Procedure = request.Procedure,
    };

    public static EntryContext Of(ExplicitRequest request, Exchange exchange) => Of(request) with
    {
        Exchange = exchange.Id,
        EvidenceType = exchange.EvidenceType,
        Provider = exchange.Provider,
    };
}
