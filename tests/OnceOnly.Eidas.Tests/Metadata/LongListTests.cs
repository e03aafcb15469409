// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Eidas.Metadata;
using static OnceOnly.Eidas.Tests.World.Lists;

namespace OnceOnly.Eidas.Tests.Metadata;

/// <summary>Runs alone, because what it measures is the process's.</summary>
[CollectionDefinition(nameof(LongListTests), DisableParallelization = true)]
[Collection(nameof(LongListTests))]
public class LongListTests
{
    [Fact]
    public void the_memory_for_a_list_does_not_grow_with_it()
    {
        var node = Node();
        var bytes = Encoding.UTF8.GetBytes(Sign(List([.. Enumerable.Range(0, 400).Select(number => Filler(number, like: node)), node])));
        Read(bytes, out _).ShouldBe(MetadataFault.None);

        using var weighed = new WeighedStream(bytes);
        NodeMetadata.TryRead(weighed, Wanted, Pinned, World.Actors.Now, out var metadata, out var fault).ShouldBeTrue(fault.ToString());

        metadata.ShouldNotBeNull();
        weighed.MostHeld.ShouldBeInRange(1, bytes.Length / 2);
    }

    /// <summary>Weighs what is held each time the reader has come further: whoever collected the list would hold most of it at its end.</summary>
    private sealed class WeighedStream(byte[] bytes) : MemoryStream(bytes)
    {
        private const int Apart = 256 * 1024;

        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private long _next;

        public long MostHeld { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Position >= _next || Position == Length)
            {
                MostHeld = Math.Max(MostHeld, GC.GetTotalMemory(forceFullCollection: true) - _before);
                _next = Position + Apart;
            }

            return base.Read(buffer, offset, count);
        }
    }
}
