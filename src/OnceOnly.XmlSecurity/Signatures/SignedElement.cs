// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>What an enveloped signature must refer to.</summary>
/// <param name="Id">The element's identifier; null when it has none.</param>
/// <param name="IsDocument">Whether it is all that is signed of its document: comments are not, and nothing else stands beside it.</param>
internal readonly record struct SignedElement(string? Id, bool IsDocument)
{
    public static SignedElement Of(XmlElement element, string idAttribute) => new(
        element.Attribute(idAttribute),
        element.ParentNode is XmlDocument document && !document.ChildNodes.OfType<XmlProcessingInstruction>().Any());

    public bool IsMeantBy(string? uri, SignatureProfile profile) =>
        (Id is { Length: > 0 } && uri == "#" + Id) || (profile.AllowsWholeDocument && IsDocument && uri is "");
}
