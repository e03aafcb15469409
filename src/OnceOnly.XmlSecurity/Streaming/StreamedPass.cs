// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using OnceOnly.XmlSecurity.Canonicalization;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.XmlSecurity.Streaming;

/// <summary>One pass over a document: hashes the root without its signature, keeps what is wanted.</summary>
internal sealed class StreamedPass(XmlReader reader, MeteredStream source, StreamLimits limits, Func<XmlReader, bool> wants)
{
    private const int MaxAttributes = 64;

    private static readonly XmlLimits SignatureLimits = new(MeteredStream.Allowance, MaxDepth: 40, MaxNodes: 1_000);

    private readonly List<ReadOnlyMemory<byte>> elements = [];
    private CanonicalWriter? whole;
    private CanonicalWriter? part;
    private ArrayBufferWriter<byte>? partBytes;
    private int partDepth;
    private bool hasInstructionOutside;

    public IReadOnlyList<ReadOnlyMemory<byte>> Elements => elements;

    /// <exception cref="XmlException">Not well-formed, or beyond a limit of the reader.</exception>
    /// <exception cref="InvalidDataException">Beyond a limit of ours.</exception>
    public SignatureFault Run(string idAttribute, IReadOnlyList<VerificationKey>? trusted, SignatureProfile profile)
    {
        ReadToRoot();
        wants(reader);
        var root = ReadStart();
        var signed = new SignedElement(reader.GetAttribute(idAttribute), IsDocument: !hasInstructionOutside);
        if (trusted is null)
        {
            source.Lift();
            Walk();
            return SignatureFault.None;
        }

        // Only white space, and comments that nobody signs, may stand before the signature: until it is read, nobody knows
        // which digest to take.
        var before = new StringBuilder();
        while (reader.Read() && reader.NodeType is XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.Comment)
        {
            before.Append(reader.NodeType == XmlNodeType.Comment ? string.Empty : reader.Value);
        }

        if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Signature" || reader.NamespaceURI != XmlNames.Signature)
        {
            return SignatureFault.Missing;
        }

        var signature = ReadSignature();
        if (!SignatureElement.TryRead(signature, out var parts, out var fault)
            || (fault = SignatureVerifier.CheckSignedInfo(parts, signed, trusted, profile)) != SignatureFault.None)
        {
            return fault;
        }

        source.Lift();
        using var hash = IncrementalHash.CreateHash(DigestAlgorithm.NameOf(parts.DigestMethod!));
        whole = new CanonicalWriter(hash.AppendData, CanonicalWriter.Prefixes(parts.ReferencePrefixes));
        whole.Start(root.Prefix, root.LocalName, root.NamespaceUri, root.Attributes, prefix => root.Resolve(prefix));
        whole.Text(before.ToString());
        Walk();
        whole.End();
        whole.Flush();
        if (!(signed with { IsDocument = !hasInstructionOutside }).IsMeantBy(parts.ReferenceUri, profile))
        {
            return SignatureFault.SignsSomethingElse;
        }

        return CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), parts.DigestValue)
            ? SignatureFault.None
            : SignatureFault.DigestMismatch;
    }

    private void ReadToRoot()
    {
        while (reader.Read() && reader.NodeType != XmlNodeType.Element)
        {
            hasInstructionOutside |= reader.NodeType == XmlNodeType.ProcessingInstruction;
        }
    }

    // From behind the root's start, or behind its signature, to its end.
    private void Walk()
    {
        while (reader.Read() && reader.Depth > 0)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Start();
                    break;
                case XmlNodeType.EndElement:
                    End();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    whole?.Text(reader.Value);
                    part?.Text(reader.Value);
                    break;
                case XmlNodeType.Comment:
                    break;
                case XmlNodeType.ProcessingInstruction:
                    whole?.ProcessingInstruction(reader.Name, reader.Value);
                    break;
                default:
                    throw new InvalidDataException();
            }
        }

        // The rest is no element; reading on finds out.
        while (reader.Read())
        {
            hasInstructionOutside |= reader.NodeType == XmlNodeType.ProcessingInstruction;
        }
    }

    private void Start()
    {
        if (reader.Depth > limits.MaxDepth || reader.AttributeCount > MaxAttributes)
        {
            throw new InvalidDataException();
        }

        var isEmpty = reader.IsEmptyElement;
        if (part is null && wants(reader))
        {
            if (elements.Count >= limits.MaxElements)
            {
                throw new InvalidDataException();
            }

            partBytes = new ArrayBufferWriter<byte>();
            part = new CanonicalWriter(Keep, []);
            partDepth = reader.Depth;
        }

        if (whole is not null || part is not null)
        {
            var start = ReadStart();
            whole?.Start(start.Prefix, start.LocalName, start.NamespaceUri, start.Attributes, prefix => reader.LookupNamespace(prefix));
            part?.Start(start.Prefix, start.LocalName, start.NamespaceUri, start.Attributes, _ => null);
        }

        if (isEmpty)
        {
            End();
        }
    }

    private void End()
    {
        whole?.End();
        part?.End();
        if (part is not null && reader.Depth == partDepth)
        {
            part.Flush();
            elements.Add(partBytes!.WrittenMemory);
            part = null;
            partBytes = null;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (partBytes!.WrittenCount + bytes.Length > limits.MaxElementBytes)
        {
            throw new InvalidDataException();
        }

        partBytes.Write(bytes);
    }

    private StreamedStart ReadStart()
    {
        var start = new StreamedStart(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI == XmlNames.Declarations)
            {
                start.Declare(reader.Prefix.Length == 0 ? string.Empty : reader.LocalName, reader.Value);
            }
            else
            {
                start.Attributes.Add(new CanonicalAttribute(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value));
            }
        }

        reader.MoveToElement();
        return start;
    }

    private XmlElement ReadSignature()
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using var subtree = new LimitedReader(reader.ReadSubtree(), SignatureLimits);
        document.Load(subtree);
        return subtree.Fault == XmlFault.None ? document.DocumentElement! : throw new InvalidDataException();
    }
}
