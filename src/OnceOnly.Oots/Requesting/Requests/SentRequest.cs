// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Edm;

namespace OnceOnly.Oots.Requesting.Requests;

/// <summary>A request of ours to another Member State, as it is stored. It is written before it is sent.</summary>
public sealed record SentRequest
{
    /// <summary>The UUID in the request's own id; also the key of its submission.</summary>
    public required Guid Id { get; init; }

    /// <summary>The heart's exchange.</summary>
    public required string Exchange { get; init; }

    /// <summary>The how manieth ask of that exchange it belongs to. Each has one request.</summary>
    public required int Attempt { get; init; }

    /// <summary>Whether it is the second request of a preview.</summary>
    public required bool IsSecond { get; init; }

    /// <summary>Party, authorities, conversation and version: an answer must come from them, in it.</summary>
    public required EdmEnvelope Envelope { get; init; }

    /// <summary>The message, sealed.</summary>
    public required byte[] Sealed { get; init; }

    public required RequestState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Transport id; null until it was submitted.</summary>
    public string? MessageId { get; init; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset? SentAt { get; init; }

    public StoredAnswer? Answer { get; init; }

    /// <summary>Transport id of the answer; it stays when the answer is not needed any more.</summary>
    public string? AnswerMessageId { get; init; }

    /// <summary>How often somebody began to take the answer: one that kills whoever reads it is not read for ever.</summary>
    public int Takes { get; init; }

    public EdmVersion Version => Envelope.Version;
}

/// <summary>Whether anybody waits for the answer.</summary>
public enum RequestState
{
    Waiting,
    Answered,

    /// <summary>Nobody waits any more; an answer that comes is dropped.</summary>
    Over,
}

/// <summary>An answer that waits for its asker.</summary>
/// <param name="MessageId">Transport id.</param>
/// <param name="SentAt">The sender's time stamp.</param>
/// <param name="Take">Names the pieces of its documents.</param>
/// <param name="Sealed">The message and the list of its documents, sealed.</param>
public sealed record StoredAnswer(string MessageId, DateTimeOffset SentAt, string Take, byte[] Sealed);
