// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using OnceOnly.Evidence.Errors;
using OnceOnly.Oots.AccessPoints;

namespace OnceOnly.Evidence.Tests.Abroad;

/// <summary>Takes messages as an access point would, and carries them nowhere.</summary>
internal sealed class ForeignAccessPoint : IAccessPoint
{
    private readonly ConcurrentDictionary<Guid, string> _submitted = new();

    public ConcurrentQueue<OutgoingEdm> Sent { get; } = new();

    public ConcurrentQueue<string> Withdrawn { get; } = new();

    public EvidenceError? Refuses { get; set; }

    /// <summary>What became of every message: null while it is under way.</summary>
    public bool? Received { get; set; }

    public long LargestMessage => 100 * 1024 * 1024;

    public string MessageIdOf(Guid key) => $"{key:N}@ap.example";

    public Task<Result<string>> SubmitAsync(OutgoingEdm message, CancellationToken cancellationToken)
    {
        if (Refuses is { } refusal)
        {
            return Task.FromResult<Result<string>>(refusal);
        }

        var isNew = false;
        var id = _submitted.GetOrAdd(message.Key!.Value, key =>
        {
            isNew = true;
            return MessageIdOf(key);
        });
        if (isNew)
        {
            Sent.Enqueue(message);
        }

        return Task.FromResult<Result<string>>(id);
    }

    public Task<bool?> WasReceivedAsync(string messageId, CancellationToken cancellationToken) => Task.FromResult(Received);

    public Task WithdrawAsync(string messageId, CancellationToken cancellationToken)
    {
        Withdrawn.Enqueue(messageId);
        return Task.CompletedTask;
    }
}
