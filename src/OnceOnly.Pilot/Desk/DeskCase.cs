// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.EServices.Dossiers;
using OnceOnly.Pilot.EServices.EvidenceApi;
using OnceOnly.Pilot.EServices.OAuth;
using OnceOnly.Pilot.Walk;

namespace OnceOnly.Pilot.Desk;

/// <summary>One explicit request, with what it takes to get its evidence. Every step may be repeated.</summary>
public sealed class DeskCase : IDisposable
{
    private readonly Browser _browser;
    private readonly Citizen _citizen;
    private readonly OAuthClient _oauth;
    private readonly IEvidenceApi _evidence;
    private readonly EvidenceAsk _ask;
    private readonly EServiceAddresses _addresses;

    internal DeskCase(
        Browser browser,
        Citizen citizen,
        OAuthClient oauth,
        IEvidenceApi evidence,
        EServiceAddresses addresses,
        OfferedProcedure procedure,
        GrantedTokens tokens)
    {
        _browser = browser;
        _citizen = citizen;
        _oauth = oauth;
        _evidence = evidence;
        _addresses = addresses;
        _ask = new EvidenceAsk(procedure.EvidenceType, addresses.Return, Unguessable.Create());
        Tokens = tokens;
    }

    public GrantedTokens Tokens { get; private set; }

    /// <summary>Gets the next access token.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken) => Tokens = await _oauth.RefreshAsync(Tokens, cancellationToken);

    public Task<EvidenceExchange> RequestAsync(CancellationToken cancellationToken) => _evidence.RequestAsync(Tokens, _ask, cancellationToken);

    /// <summary>The exchange as soon as it is at rest; as it is when the patience ends.</summary>
    public Task<EvidenceExchange> WaitAsync(string exchangeId, TimeSpan patience, CancellationToken cancellationToken) =>
        _evidence.WaitAsync(Tokens, exchangeId, patience, cancellationToken);

    /// <summary>The citizen follows the exchange's link, looks at the evidence and decides.</summary>
    public async Task DecideAsync(EvidenceExchange exchange, bool accept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        await _browser.GoToAsync(exchange.Interaction ?? throw new WalkException("There is nothing to decide."), cancellationToken);
        await _citizen.DecideAsync(accept, cancellationToken);
        _citizen.ExpectAt(_addresses.Origin, _addresses.Return.AbsolutePath);
    }

    /// <summary>Fetches the documents; each is checked against its digest.</summary>
    public Task FetchAsync(EvidenceExchange exchange, StoredDocuments store, CancellationToken cancellationToken) =>
        _evidence.FetchAsync(Tokens, exchange, store, cancellationToken);

    public Task<EvidenceExchange> AcknowledgeAsync(string exchangeId, StoredDocuments store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return _evidence.AcknowledgeAsync(Tokens, exchangeId, [.. store.All.Select(document => document.Sha256)], cancellationToken);
    }

    public void Dispose() => _browser.Dispose();
}
