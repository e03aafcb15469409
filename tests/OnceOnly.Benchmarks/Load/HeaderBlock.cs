// SPDX-License-Identifier: EUPL-1.2

using System.Text;

namespace OnceOnly.Benchmarks.Load;

/// <summary>Header fields as HPACK literals without indexing (RFC 7541, section 6.2.2): no state, the same bytes each time.</summary>
internal static class HeaderBlock
{
    public static byte[] Encode(IEnumerable<(string Name, string Value)> fields)
    {
        using var block = new MemoryStream();
        foreach (var (name, value) in fields)
        {
            block.WriteByte(0);
            Write(block, name);
            Write(block, value);
        }

        return block.ToArray();
    }

    private static void Write(MemoryStream block, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        WriteLength(block, bytes.Length);
        block.Write(bytes);
    }

    // An integer with a prefix of seven bits (section 5.1); the eighth says that no Huffman code is used.
    private static void WriteLength(MemoryStream block, int length)
    {
        const int Prefix = 127;
        if (length < Prefix)
        {
            block.WriteByte((byte)length);
            return;
        }

        block.WriteByte(Prefix);
        length -= Prefix;
        while (length >= 128)
        {
            block.WriteByte((byte)((length & 0x7F) | 0x80));
            length >>= 7;
        }

        block.WriteByte((byte)length);
    }
}
