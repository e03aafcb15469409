// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Providers;
using OnceOnly.Pilot.Personas;

namespace OnceOnly.Registries.Tests.Adapter;

/// <summary>Runs alone, because what it measures is the process's.</summary>
[CollectionDefinition(nameof(LargeDocumentTests), DisableParallelization = true)]
[Collection(nameof(LargeDocumentTests))]
public sealed class LargeDocumentTests(PilotWorld world) : IClassFixture<PilotWorld>
{
    [Fact]
    public async Task Fifty_megabytes_pass_without_being_held()
    {
        await using var adapter = new RegistryAdapter(world.Configuration);
        var sink = new CountingSink();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var answer = await adapter.AskAsync("birth-certificate", PilotPersonas.Hugo.At(TimeProvider.System.GetUtcNow()), sink);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        answer.ShouldBeOfType<ProviderAnswer.Provided>();
        sink.Bytes.ShouldBeGreaterThan(50L * 1024 * 1024);
        allocated.ShouldBeLessThan(20L * 1024 * 1024);
    }

    private sealed class CountingSink : IDocumentSink
    {
        public long Bytes { get; private set; }

        public async Task WriteAsync(string mediaType, string fileName, Stream content, CancellationToken cancellationToken)
        {
            var buffer = new byte[64 * 1024];
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                Bytes += read;
            }
        }
    }
}
