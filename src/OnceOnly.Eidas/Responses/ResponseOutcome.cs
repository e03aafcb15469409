// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Responses;

/// <summary>
/// What became of a response: <see cref="AcceptedResponse"/>, <see cref="UnsuccessfulResponse"/> or <see cref="RefusedResponse"/>.
/// </summary>
public abstract record ResponseOutcome
{
    private protected ResponseOutcome()
    {
    }
}
