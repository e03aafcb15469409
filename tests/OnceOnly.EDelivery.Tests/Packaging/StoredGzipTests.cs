// SPDX-License-Identifier: EUPL-1.2

using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EDelivery.Tests.World;
using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.EDelivery.Tests.Packaging;

/// <summary>What does not shrink is wrapped and not compressed, by us without the platform; the platform and we must understand each other.</summary>
public class StoredGzipTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(300_000)]
    public void what_does_not_shrink_is_gzip_that_the_platform_reads(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);

        var gzip = Unsealed(new Forge(Correspondence.Pack(parts: [new OutgoingPart("dense@test", "application/zip", content)])));

        gzip.Length.ShouldBeLessThan(size + (size / 1000) + 40);
        using var reader = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress);
        using var read = new MemoryStream();
        reader.CopyTo(read);
        read.ToArray().ShouldBe(content);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1, 0)]
    [InlineData(0, 4096, 0, 17)]
    [InlineData(65_535, 65_535, 3)]
    [InlineData(100, 200, 65_535, 0)]
    public void stored_blocks_of_any_length_are_read(params int[] blocks)
    {
        var content = RandomNumberGenerator.GetBytes(blocks.Sum());

        var opened = Opened(Stored(content, blocks)).ShouldBeOfType<OpenedMessage>();

        opened.Parts[0].Size.ShouldBe(content.Length);
        opened.Parts[0].ToArray().ShouldBe(content);
        opened.Parts[0].ToArray().ShouldBe(content);
    }

    [Fact]
    public void a_file_name_in_the_header_is_no_obstacle()
    {
        byte[] gzip = Stored([1, 2, 3], [3]);
        gzip[3] = 8;

        Opened([.. gzip[..10], .. "name\0"u8, .. gzip[10..]]).ShouldBeOfType<OpenedMessage>().Parts[0].ToArray().ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(20)]
    [InlineData(-8)]
    [InlineData(-4)]
    [InlineData(-1)]
    public void a_stored_part_with_one_bit_changed_is_refused(int place)
    {
        var gzip = Stored(RandomNumberGenerator.GetBytes(70_000), [65_535, 4_465]);
        gzip[place < 0 ? gzip.Length + place : place] ^= 4;

        Opened(gzip).Failed().ShouldBe(["decompression"]);
    }

    [Fact]
    public void octets_after_a_stored_part_are_refused() =>
        Opened([.. Stored(new byte[100], [100]), 0]).Failed().ShouldBe(["decompression"]);

    [Theory]
    [InlineData(70_000, true)]
    [InlineData(69_999, false)]
    public void stored_parts_are_held_to_the_cap(int cap, bool isGood)
    {
        var packed = Correspondence.Pack(parts: [new("dense@test", "application/zip", RandomNumberGenerator.GetBytes(70_000))]);

        Correspondence.Open(packed.Wire.ContentType, packed.Wire.ToArray(), limits: OpeningLimits.Default with { MaxPayloadBytes = cap })
            .Failed().ShouldBe(isGood ? [] : ["payload-size"]);
    }

    private static OpenOutcome Opened(byte[] gzip)
    {
        var forge = new Forge(Correspondence.Pack(parts: [new("part@test", "text/plain", "x"u8.ToArray())]));
        forge.Replace(gzip);
        return forge.SignAgain().Open();
    }

    private static byte[] Unsealed(Forge forge)
    {
        using var key = TestKeys.Receiver.GetRSAPrivateKey()!;
        var wrapped = Convert.FromBase64String(forge.Security.Descendants(Forge.Xenc + "CipherValue").Single().Value);
        var sealedOctets = Encoding.Latin1.GetBytes(forge.Parts[1].Content);
        SealedOctets.TryOpen(sealedOctets, key.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256), out var content).ShouldBeTrue();
        return content.ToArray();
    }

    // The checksum is the platform's.
    private static byte[] Stored(byte[] content, int[] blocks)
    {
        using var theirs = new MemoryStream();
        using (var gzip = new GZipStream(theirs, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        var ours = new List<byte> { 0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 0, 3 };
        var position = 0;
        for (var index = 0; index < blocks.Length; index++)
        {
            var count = blocks[index];
            ours.AddRange([(byte)(index == blocks.Length - 1 ? 1 : 0), (byte)count, (byte)(count >> 8), (byte)~count, (byte)(~count >> 8)]);
            ours.AddRange(content[position..(position + count)]);
            position += count;
        }

        ours.AddRange(content.Length == 0 ? new byte[8] : theirs.ToArray()[^8..]);
        return [.. ours];
    }
}
