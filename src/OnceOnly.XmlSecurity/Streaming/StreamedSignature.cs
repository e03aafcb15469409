// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Xml;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.XmlSecurity.Streaming;

/// <summary>
/// Verifies a signed document of any size in one pass, and keeps the canonical bytes of those elements the caller wants:
/// what is returned is what was hashed. Same form of signature as <see cref="SignatureVerifier"/>; it must be the first
/// child of the root, as SAML metadata have it.
/// </summary>
public static class StreamedSignature
{
    /// <param name="stream">The document; read to its end.</param>
    /// <param name="idAttribute">Name of the root's identifier attribute.</param>
    /// <param name="trusted">Keys to try; null believes the document without looking.</param>
    /// <param name="profile">Allowed algorithms and key strengths.</param>
    /// <param name="limits">Bounds of the document, of its depth, and of each element that is kept.</param>
    /// <param name="wants">Asked at the start of each element, the reader standing on it; must not move the reader. The root is shown, but never kept.</param>
    /// <param name="elements">Each wanted element as a document of its own, when the root is signed.</param>
    /// <param name="fault">Why not, otherwise.</param>
    public static bool TryRead(
        Stream stream,
        string idAttribute,
        IReadOnlyList<VerificationKey>? trusted,
        SignatureProfile profile,
        StreamLimits limits,
        Func<XmlReader, bool> wants,
        [NotNullWhen(true)] out IReadOnlyList<ReadOnlyMemory<byte>>? elements,
        out SignatureFault fault)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(wants);
        elements = null;
        try
        {
            using var source = new MeteredStream(stream);
            using var reader = XmlReader.Create(source, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = limits.MaxCharacters,
            });
            var pass = new StreamedPass(reader, source, limits, wants);
            fault = pass.Run(idAttribute, trusted, profile);
            elements = fault == SignatureFault.None ? pass.Elements : null;
        }
        catch (Exception wrong) when (wrong is XmlException or CryptographicException or InvalidDataException)
        {
            fault = SignatureFault.Malformed;
        }

        return elements is not null;
    }
}
