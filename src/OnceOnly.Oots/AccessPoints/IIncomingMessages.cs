// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.AccessPoints;

/// <summary>Takes requests of other Member States.</summary>
public interface IIncomingRequests
{
    /// <summary>Must keep what it keeps in one step, under the message's id: after a failure or crash the message comes again.</summary>
    Task TakeAsync(IncomingEdm request, CancellationToken cancellationToken);
}

/// <summary>Takes answers to our requests, on whichever instance they arrive.</summary>
public interface IIncomingAnswers
{
    /// <inheritdoc cref="IIncomingRequests.TakeAsync"/>
    Task TakeAsync(IncomingEdm answer, CancellationToken cancellationToken);

    /// <summary>Ends the exchange the answer belongs to with <c>RegistryAnswerInvalid</c>; comes again after a crash, like answers.</summary>
    Task TakeBrokenAsync(BrokenAnswer answer, CancellationToken cancellationToken);
}
