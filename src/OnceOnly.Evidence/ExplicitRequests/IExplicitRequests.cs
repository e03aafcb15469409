// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.ExplicitRequests;

/// <summary>From an e-service's wish to the citizen's recorded explicit request (Regulation (EU) 2018/1724, Article 14).</summary>
public interface IExplicitRequests
{
    /// <summary>
    /// Checks a wish against the e-service's allow-lists and the catalogue; before log-in, so that a wrong wish fails
    /// at the e-service and not in front of the citizen.
    /// </summary>
    Task<Result<ProposedRequest>> ProposeAsync(EService service, EvidenceWish wish, CancellationToken cancellationToken);

    /// <summary>Stored copies that would serve this person under this proposal, so that the page can say so.</summary>
    Task<IReadOnlyList<AvailableCopy>> FindCopiesAsync(ProposedRequest proposal, AuthenticatedPerson person, CancellationToken cancellationToken);

    /// <summary>Records the citizen's yes. Refused when the log-in's level or kind of subject does not fit the proposal.</summary>
    /// <param name="proposal">What was shown.</param>
    /// <param name="chosen">One provider per evidence type, all of the proposal's evidence types.</param>
    /// <param name="person">Who said yes, and for whom.</param>
    /// <param name="wording">What they read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Result<ExplicitRequestView>> GiveAsync(
        ProposedRequest proposal,
        IReadOnlyList<RequestedEvidence> chosen,
        AuthenticatedPerson person,
        GivenWording wording,
        CancellationToken cancellationToken);

    /// <summary>Records that the citizen said no.</summary>
    Task RefuseAsync(ProposedRequest proposal, AuthenticatedPerson person, GivenWording wording, CancellationToken cancellationToken);

    /// <summary>Open explicit requests that this person may withdraw, newest first.</summary>
    Task<IReadOnlyList<ExplicitRequestView>> FindOpenAsync(AuthenticatedPerson person, CancellationToken cancellationToken);

    /// <summary>
    /// Closes an open explicit request on the word of whoever gave it, or of the person it is about when another gave it
    /// for them; copies kept only for it are erased.
    /// </summary>
    Task<Result<ExplicitRequestView>> WithdrawAsync(string explicitRequestId, AuthenticatedPerson person, CancellationToken cancellationToken);

    Task<ExplicitRequestView?> FindAsync(string explicitRequestId, CancellationToken cancellationToken);
}
