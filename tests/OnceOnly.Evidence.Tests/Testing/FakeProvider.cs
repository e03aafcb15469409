// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Evidence.Tests.Testing;

/// <summary>A registry whose answers a test decides. It counts how often it is asked.</summary>
public sealed class FakeProvider : IEvidenceProvider
{
    public ConcurrentQueue<ProviderQuestion> Questions { get; } = new();

    public Func<ProviderQuestion, IDocumentSink, CancellationToken, Task<ProviderAnswer>> Answer { get; set; } = ProvideAsync("%PDF-1.7 evidence"u8.ToArray());

    /// <summary>When set, it keeps its own time limits.</summary>
    public TimeSpan? Patience { get; set; }

    /// <summary>Whether an ask that was begun goes on without a request.</summary>
    public bool IsUnderWay { get; set; }

    public ValueTask<bool> IsUnderWayAsync(string exchangeId, int attempt, CancellationToken cancellationToken) => new(IsUnderWay);

    public static Func<ProviderQuestion, IDocumentSink, CancellationToken, Task<ProviderAnswer>> ProvideAsync(params byte[][] documents) =>
        async (_, sink, cancellationToken) =>
        {
            foreach (var document in documents)
            {
                await sink.WriteAsync("application/pdf", "evidence.pdf", new MemoryStream(document), cancellationToken);
            }

            return new ProviderAnswer.Provided();
        };

    public static Func<ProviderQuestion, IDocumentSink, CancellationToken, Task<ProviderAnswer>> Always(ProviderAnswer answer) =>
        (_, _, _) => Task.FromResult(answer);

    /// <summary>When set, what <see cref="Reaches"/> waits for and answers.</summary>
    public TaskCompletionSource<bool>? Reached { get; set; }

    public bool IsBeingReached { get; private set; }

    public bool Reaches(string provider)
    {
        if (Reached is not { } reached)
        {
            return !provider.StartsWith("oots:", StringComparison.Ordinal);
        }

        IsBeingReached = true;
        var answer = reached.Task.GetAwaiter().GetResult();
        IsBeingReached = false;
        return answer;
    }

    public Task<ProviderAnswer> AskAsync(ProviderQuestion question, IDocumentSink sink, CancellationToken cancellationToken)
    {
        Questions.Enqueue(question);
        return Answer(question, sink, cancellationToken);
    }
}
