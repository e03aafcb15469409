// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.Eidas.Tests.Encryption;

public class SealedOctetsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10_000)]
    public void content_is_sealed_and_opened_in_place(int length)
    {
        var key = SealedOctets.NewKey(EncryptionAlgorithms.Aes128Gcm);
        var content = Enumerable.Range(0, length).Select(number => (byte)number).ToArray();
        var buffer = Around(content);

        SealedOctets.Seal(buffer, key);
        if (length > 16)
        {
            buffer[SealedOctets.NonceBytes..^SealedOctets.TagBytes].ShouldNotBe(content);
        }

        SealedOctets.TryOpen(buffer, key, out var opened).ShouldBeTrue();
        opened.ToArray().ShouldBe(content);
    }

    [Fact]
    public void no_nonce_comes_twice()
    {
        var key = SealedOctets.NewKey(EncryptionAlgorithms.Aes256Gcm);
        Enumerable.Range(0, 4).Select(_ =>
        {
            var buffer = Around([1]);
            SealedOctets.Seal(buffer, key);
            return Convert.ToHexString(buffer[..SealedOctets.NonceBytes]);
        }).ShouldBeUnique();
    }

    [Fact]
    public void what_is_not_authentic_does_not_open()
    {
        var key = SealedOctets.NewKey(EncryptionAlgorithms.Aes128Gcm);
        for (var place = 0; place < Around([1, 2, 3]).Length; place++)
        {
            var buffer = Around([1, 2, 3]);
            SealedOctets.Seal(buffer, key);
            buffer[place] ^= 1;
            SealedOctets.TryOpen(buffer, key, out var opened).ShouldBeFalse();
            opened.IsEmpty.ShouldBeTrue();
        }

        SealedOctets.TryOpen(new byte[27], key, out _).ShouldBeFalse("too short to hold nonce and tag");
    }

    [Theory]
    [InlineData(EncryptionAlgorithms.Aes128Gcm, 16)]
    [InlineData(EncryptionAlgorithms.Aes192Gcm, 24)]
    [InlineData(EncryptionAlgorithms.Aes256Gcm, 32)]
    public void a_key_is_as_long_as_its_algorithm_wants_it(string algorithm, int length)
    {
        var keys = Enumerable.Range(0, 3).Select(_ => SealedOctets.NewKey(algorithm)).ToList();
        keys.ShouldAllBe(key => key.Length == length);
        keys.Select(Convert.ToHexString).ShouldBeUnique();
        Should.Throw<ArgumentException>(() => SealedOctets.NewKey("urn:other")).Message.ShouldContain("urn:other");
    }

    private static byte[] Around(byte[] content) => [.. new byte[SealedOctets.NonceBytes], .. content, .. new byte[SealedOctets.TagBytes]];
}
