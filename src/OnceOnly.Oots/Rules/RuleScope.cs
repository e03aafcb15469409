// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Oots.Rules;

/// <summary>One place at which a rule is judged.</summary>
internal readonly struct RuleScope(XmlNode node, EdmVersion version, OotsCodeLists lists)
{
    public XmlNode Node { get; } = node;

    public EdmVersion Version { get; } = version;

    public OotsCodeLists Lists { get; } = lists;

    /// <summary>The element; only for rules whose context is one.</summary>
    public XmlElement Element => (XmlElement)Node;

    /// <summary>Text of the element or attribute, white space normalised.</summary>
    public string Text => RegRepReading.Normalize(Raw);

    /// <summary>The same as it stands, for the few rules that are published to look at it so.</summary>
    public string Raw => Node is XmlAttribute attribute ? attribute.Value : Node.InnerText;

    public bool Is2 => Version >= EdmVersion.V20;

    public string? Attribute(string name) => Element.Attribute(name);

    public int Slots(string name) => Element.Children(EdmNames.Rim, "Slot").Count(slot => slot.Attribute("name") == name);

    /// <summary>The elements among the children.</summary>
    public IEnumerable<XmlElement> Children => Node.ChildNodes.OfType<XmlElement>();
}
