// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.EServices.EvidenceApi;
using OnceOnly.Pilot.EServices.OAuth;

namespace OnceOnly.Pilot.EServices.Dossiers;

/// <summary>The whole of what an e-service does with the gateway, in the order in which it happens.</summary>
internal sealed class DossierFlow(OAuthClient oauth, IEvidenceApi evidence, EServiceAddresses addresses, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RefreshBefore = TimeSpan.FromSeconds(30);

    /// <summary>1. Tells the gateway what is needed; the citizen's browser goes there.</summary>
    public async Task<Dossier> StartAsync(OfferedProcedure procedure, string folder, CancellationToken cancellationToken)
    {
        var authorization = await oauth.StartAsync(AuthorizationDetails.For(procedure), levelOfAssurance: null, cancellationToken);
        return new Dossier(procedure, authorization, new StoredDocuments(folder));
    }

    /// <summary>2. The browser is back with a code: the tokens, then the evidence.</summary>
    public async Task FinishLoginAsync(
        Dossier dossier, IReadOnlyDictionary<string, string> callback, CancellationToken cancellationToken)
    {
        if (dossier.Authorization is not { } pending)
        {
            return;
        }

        dossier.Authorization = null;
        dossier.Problem = null;
        try
        {
            dossier.Tokens = await oauth.FinishAsync(pending, callback, cancellationToken);
        }
        catch (OAuthException refusal)
        {
            dossier.Problem = new EvidenceProblem(refusal.Error, "The gateway did not grant the request.");
            return;
        }
        catch (HttpRequestException)
        {
            dossier.Problem = EvidenceProblem.GatewayUnreachable;
            return;
        }

        await AskAsync(dossier, cancellationToken);
    }

    /// <summary>3. Asks for the evidence. May be repeated: while the explicit request is open it is the same exchange.</summary>
    public Task AskAsync(Dossier dossier, CancellationToken cancellationToken) => CallAsync(dossier, async tokens =>
    {
        var ask = new EvidenceAsk(dossier.Procedure.EvidenceType, addresses.Return, dossier.ReturnState);
        dossier.Exchange = await evidence.RequestAsync(tokens, ask, cancellationToken);
        if (!dossier.Exchange.IsAtRest || dossier.Exchange.IsReady)
        {
            await LookAsync(dossier, tokens, cancellationToken);
        }
    }, cancellationToken);

    /// <summary>4. Looks how far it is, and fetches the evidence when it is ready.</summary>
    public Task LookAsync(Dossier dossier, CancellationToken cancellationToken) =>
        CallAsync(dossier, tokens => LookAsync(dossier, tokens, cancellationToken), cancellationToken);

    /// <summary>5. The citizen submits: the documents are part of the dossier now, which closes the explicit request.</summary>
    public Task SubmitAsync(Dossier dossier, CancellationToken cancellationToken) => CallAsync(dossier, async tokens =>
    {
        var digests = dossier.Documents.All.Select(document => document.Sha256).ToList();
        dossier.Exchange = await evidence.AcknowledgeAsync(tokens, dossier.Exchange!.Id, digests, cancellationToken);
        dossier.IsSubmitted = true;
    }, cancellationToken);

    private async Task LookAsync(Dossier dossier, GrantedTokens tokens, CancellationToken cancellationToken)
    {
        if (dossier.Exchange is not { } known)
        {
            return;
        }

        var exchange = await evidence.WaitAsync(tokens, known.Id, Patience, cancellationToken);
        if (exchange.IsReady && dossier.Documents.All.Count == 0)
        {
            await evidence.FetchAsync(tokens, exchange, dossier.Documents, cancellationToken);
            exchange = await evidence.WaitAsync(tokens, known.Id, Patience, cancellationToken);
        }

        dossier.Exchange = exchange;
    }

    private async Task CallAsync(Dossier dossier, Func<GrantedTokens, Task> call, CancellationToken cancellationToken)
    {
        dossier.Problem = null;
        try
        {
            if (dossier.Tokens is { RefreshToken: not null } tokens && tokens.ExpiresAt - time.GetUtcNow() < RefreshBefore)
            {
                dossier.Tokens = await oauth.RefreshAsync(tokens, cancellationToken);
            }

            if (dossier.Tokens is not null)
            {
                await call(dossier.Tokens);
            }
        }
        catch (EvidenceApiException refusal)
        {
            dossier.Problem = refusal.Problem;
        }
        catch (HttpRequestException)
        {
            dossier.Problem = EvidenceProblem.GatewayUnreachable;
        }
        catch (OAuthException refusal)
        {
            dossier.Problem = new EvidenceProblem(refusal.Error, "The gateway did not renew the permission.");
        }
    }
}
