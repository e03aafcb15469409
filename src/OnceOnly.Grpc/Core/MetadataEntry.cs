// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One key with its text or its bytes.</summary>
    public sealed class Entry
    {
        private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");

        private readonly string? _text;
        private readonly byte[]? _bytes;

        /// <exception cref="ArgumentException">The key is not a gRPC key, ends in `-bin`, or the value is not printable ASCII.</exception>
        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = Normalize(key);
            if (IsBinary)
            {
                throw new ArgumentException("A key that ends in -bin needs a value of bytes.", nameof(key));
            }

            if (!IsText(value))
            {
                throw new ArgumentException("A metadata value must be printable ASCII; use a -bin key for anything else.", nameof(value));
            }

            _text = value;
        }

        /// <exception cref="ArgumentException">The key is not a gRPC key or does not end in `-bin`.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = Normalize(key);
            if (!IsBinary)
            {
                throw new ArgumentException("A value of bytes needs a key that ends in -bin.", nameof(key));
            }

            _bytes = [.. valueBytes];
        }

        public string Key { get; }

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        public string Value => _text ?? Encoding.UTF8.GetString(_bytes!);

        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_text!) : [.. _bytes];

        public override string ToString() => IsBinary ? $"[Entry: key={Key}, binary]" : $"[Entry: key={Key}, value={_text}]";

        internal static bool IsKey(ReadOnlySpan<char> key) => !key.IsEmpty && !key.ContainsAnyExcept(KeyCharacters);

        internal static bool IsText(ReadOnlySpan<char> value) => !value.ContainsAnyExceptInRange(' ', '~');

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        /// <summary>The bytes without a copy, for the wire.</summary>
        internal ReadOnlySpan<byte> BinaryValue => _bytes;

        private static string Normalize(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            var lower = key.ToLowerInvariant();
            return IsKey(lower) ? lower : throw new ArgumentException("A metadata key holds only letters, digits, '_', '-' and '.'.", nameof(key));
        }
    }
}
