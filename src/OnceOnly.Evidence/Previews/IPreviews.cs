// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Previews;

/// <summary>The citizen sees the evidence and accepts or declines it before it is delivered.</summary>
public interface IPreviews
{
    /// <summary>
    /// Opens an interaction link, once. Only the person of the explicit request, in the same representation, gets in;
    /// for anyone else the link stays unused and the answer is <see cref="EvidenceErrorCode.InteractionInvalid"/>.
    /// </summary>
    Task<Result<Preview>> OpenAsync(string interactionToken, AuthenticatedPerson person, CancellationToken cancellationToken);

    /// <summary>The opened preview again, for a reload.</summary>
    Task<Result<Preview>> FindAsync(string previewId, AuthenticatedPerson person, CancellationToken cancellationToken);

    /// <summary>The bytes of a document under preview.</summary>
    Task<Result<IAsyncEnumerable<ReadOnlyMemory<byte>>>> ReadAsync(
        string previewId, DocumentInfo document, AuthenticatedPerson person, CancellationToken cancellationToken);

    /// <summary>Records the decision. Repeating the same decision changes nothing; a different one is refused.</summary>
    Task<Result<Preview>> DecideAsync(string previewId, AuthenticatedPerson person, bool accept, CancellationToken cancellationToken);

    /// <summary>
    /// Lets the citizen leave for the preview at the provider, and asks it for what they will accept there. Repeating it leads
    /// the same way and asks nothing.
    /// </summary>
    /// <param name="previewId">Handle of a preview that is <see cref="Preview.Elsewhere"/>.</param>
    /// <param name="person">Who leaves.</param>
    /// <param name="returnTo">Where the browser comes back to.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Where the browser goes.</returns>
    Task<Result<Uri>> DepartAsync(string previewId, AuthenticatedPerson person, Uri returnTo, CancellationToken cancellationToken);
}
