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

        var before = GC.GetTotalMemory(forceFullCollection: true);
        Read(bytes, out var metadata).ShouldBe(MetadataFault.None);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(bytes.Length / 2);
        metadata.ShouldNotBeNull();
    }
}
