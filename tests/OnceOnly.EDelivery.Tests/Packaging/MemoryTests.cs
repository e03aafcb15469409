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

    [Fact]
    public void what_is_read_while_it_is_packed_is_held_once()
    {
        Correspondence.Pack();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var packed = Correspondence.Pack(parts: [new OutgoingPart("large@test", "application/pdf", Size, () => new Dense(Size))]);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan((long)(1.2 * Size));
        var opened = Correspondence.Open(packed.Wire.ContentType, packed.Wire.ToArray()).ShouldBeOfType<OpenedMessage>();
        using var expected = new Dense(Size);
        var octets = new byte[Size];
        expected.ReadExactly(octets);
        opened.Parts[0].ToArray().AsSpan().SequenceEqual(octets).ShouldBeTrue();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void content_of_another_size_than_announced_is_not_packed(int difference) =>
        Should.Throw<InvalidDataException>(() => Correspondence.Pack(
            parts: [new OutgoingPart("large@test", "application/pdf", 200_000, () => new Dense(200_000 + difference))]));

    /// <summary>Octets that do not shrink, never all there at once, and never as many as asked for.</summary>
    private sealed class Dense(int size) : MemoryStream
    {
        private readonly Random random = new(1);
        private int rest = size;

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(Math.Min(buffer.Length, 10_007), rest);
            random.NextBytes(buffer[..count]);
            rest -= count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int ReadByte() => rest-- > 0 ? 0 : -1;
    }
}
