// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using System.Xml.XPath;
using OnceOnly.Oots.Edm;

namespace OnceOnly.Oots.Rules;

/// <summary>How one published rule is checked: at which places, and what must hold there.</summary>
internal sealed record EdmRule
{
    private readonly XPathExpression? context;

    /// <param name="id">As published; versions and severity stand in the table.</param>
    /// <param name="context">XPath from the root element, with the prefixes of <see cref="EdmNames.Prefixes"/>.</param>
    /// <param name="holds">Whether the rule is kept at a place.</param>
    public EdmRule(string id, string context, Func<RuleScope, bool> holds)
    {
        Id = id;
        Holds = holds;
        this.context = context == "." ? null : XPathExpression.Compile(context, EdmNames.Prefixes);
    }

    public string Id { get; }

    public Func<RuleScope, bool> Holds { get; }

    /// <summary>Narrows the rule to some versions, for rules that are written differently in each line.</summary>
    public Func<EdmVersion, bool> In { get; init; } = static _ => true;

    public IEnumerable<XmlNode> PlacesIn(XmlElement root)
    {
        if (context is null)
        {
            yield return root;
            yield break;
        }

        foreach (XPathNavigator place in root.CreateNavigator()!.Select(context))
        {
            yield return (XmlNode)place.UnderlyingObject!;
        }
    }
}
