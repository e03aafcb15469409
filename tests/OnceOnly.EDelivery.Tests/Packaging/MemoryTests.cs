// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EDelivery.Tests.World;

namespace OnceOnly.EDelivery.Tests.Packaging;

/// <summary>What is allocated bounds what is held: payload and buffers stay below two and a half times the payload.</summary>
public class MemoryTests
{
    private const int Size = 16 * 1024 * 1024;

    [Theory]
    [InlineData(0)]
    [InlineData(1024 * 1024)]
    [InlineData(Size / 2)]
    [InlineData(Size)]
    public void packing_and_opening_hold_the_payload_about_twice(int zeros)
    {
        var payload = new byte[Size];
        new Random(1).NextBytes(payload.AsSpan(zeros));
        Correspondence.Pack();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var packed = Correspondence.Pack(parts: [new OutgoingPart("large@test", "application/pdf", payload)]);
        var packing = GC.GetAllocatedBytesForCurrentThread() - before;

        var body = packed.Wire.ToArray();
        before = GC.GetAllocatedBytesForCurrentThread();
        var opened = Correspondence.Open(packed.Wire.ContentType, body).ShouldBeOfType<OpenedMessage>();
        var opening = GC.GetAllocatedBytesForCurrentThread() - before;

        packing.ShouldBeLessThan((long)(1.5 * Size));
        opening.ShouldBeLessThan(Size / 4);
        opened.Parts[0].ToArray().AsSpan().SequenceEqual(payload).ShouldBeTrue();
    }
}
