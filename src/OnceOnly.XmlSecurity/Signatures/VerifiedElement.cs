// SPDX-License-Identifier: EUPL-1.2

using System.Xml;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>The very element a trusted key signed. Only the verifier makes one, so holding it is the proof.</summary>
public sealed class VerifiedElement
{
    internal VerifiedElement(XmlElement element) => Element = element;

    public XmlElement Element { get; }
}
