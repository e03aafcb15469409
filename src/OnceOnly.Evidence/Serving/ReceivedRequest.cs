// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Serving;

/// <summary>A request as it came through a channel that has verified its sender and form.</summary>
public sealed record ReceivedRequest
{
    /// <summary>Transport id: under it the request is taken once, however often it is brought.</summary>
    public required string MessageId { get; init; }

    /// <summary>Its own id: under it no second message is served.</summary>
    public required string RequestId { get; init; }

    /// <summary>The access point it came from.</summary>
    public required string Party { get; init; }

    /// <summary>The authority that asks.</summary>
    public required string Requester { get; init; }

    public required LocalizedTexts RequesterNames { get; init; }

    public required string RequesterCountry { get; init; }

    public required string Procedure { get; init; }

    /// <summary>Identifier of the data service; empty when none that is known was asked.</summary>
    public required string Service { get; init; }

    /// <summary>What both requests of a preview share beside the address.</summary>
    public required string Correlation { get; init; }

    /// <summary>The sender's time stamp; time limits count from it.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>
    /// Whom it is about. The identifier is made as for a log-in here, or empty when the request has none: some states
    /// give another to each country.
    /// </summary>
    public required AuthenticatedPerson Person { get; init; }

    /// <summary>Whether the return address comes with the browser instead of a request.</summary>
    public bool ReturnsByLink { get; init; }

    /// <summary>All the channel needs to answer it, in its own form.</summary>
    public required byte[] Message { get; init; }

    /// <summary>What the log says of the message.</summary>
    public required LoggedMessage Log { get; init; }

    /// <summary>The message itself, for the log.</summary>
    public required string Content { get; init; }
}

/// <summary>How a request is served.</summary>
/// <param name="Preview">Whether the person sees the evidence first.</param>
/// <param name="LevelOfAssurance">Level a log-in here must reach.</param>
/// <param name="AnswerWithin">How long the requester waits for the first answer.</param>
/// <param name="FollowWithin">How long it waits for the person to come.</param>
/// <param name="DecideWithin">How long it waits for the decision then.</param>
public sealed record ServingTerms(
    bool Preview, LevelOfAssurance LevelOfAssurance, TimeSpan AnswerWithin, TimeSpan FollowWithin, TimeSpan DecideWithin);
