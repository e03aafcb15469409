// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Exchanges;

/// <summary>Runs alone, because it looks at the heap of the whole process.</summary>
[CollectionDefinition(nameof(LargeEvidenceTests), DisableParallelization = true)]
[Collection(nameof(LargeEvidenceTests))]
public sealed class LargeEvidenceTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task fifty_megabytes_pass_with_memory_that_does_not_grow()
    {
        const int Size = 50 * 1024 * 1024;
        var content = new EndlessStream(Size);
        _world.Provider.Answer = async (_, sink, cancellationToken) =>
        {
            await sink.WriteAsync("application/pdf", "huge.pdf", content, cancellationToken);
            return new ProviderAnswer.Provided();
        };
        var call = new EServiceCall(_world.School, (await _world.GiveAsync(_world.School, World.Maria, "birth-direct")).Id);
        var asking = _world.AskAsync(call, "birth-direct");
        await _world.AdvanceUntilAsync(asking, TimeSpan.FromSeconds(0.1));
        await World.UntilAsync(async () => (await _world.AskAsync(call, "birth-direct")).State == ExchangeState.Available);
        content.LargestHeap.ShouldBeLessThan(content.FirstHeap + (16 * 1024 * 1024));

        var delivery = (await _world.Broker.FetchAsync(call, (await asking).Id, World.Soon)).ShouldSucceed();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var piece in delivery.ReadAsync(delivery.Documents[0], World.Soon))
        {
            hash.AppendData(piece.Span);
        }

        hash.GetHashAndReset().ShouldBe(delivery.Documents[0].Sha256.ToArray());
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    /// <summary>Zeros, and a look at the heap at each read.</summary>
    private sealed class EndlessStream(int size) : MemoryStream
    {
        private int _left = size;

        public long FirstHeap { get; private set; }

        public long LargestHeap { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(_left, buffer.Length);
            if (_left % (5 * 1024 * 1024) == 0)
            {
                var heap = GC.GetTotalMemory(forceFullCollection: true);
                FirstHeap = FirstHeap == 0 ? heap : FirstHeap;
                LargestHeap = Math.Max(LargestHeap, heap);
            }

            buffer.Span[..count].Clear();
            _left -= count;
            return new(count);
        }
    }
}
