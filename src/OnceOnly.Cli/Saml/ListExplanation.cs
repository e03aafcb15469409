// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Cli.Saml;

/// <summary>Explains a list of entities; <c>saml metadata --idp</c> explains one of them, also from lists too large for here.</summary>
internal static class ListExplanation
{
    private const int MostNamed = 20;

    public static void Write(XmlElement list, Explanation explanation)
    {
        var entities = Entities(list).ToList();
        explanation.Title("A list of entities (EntitiesDescriptor); saml metadata --idp explains one of them.");
        explanation.FactIfAny("name", list.Attribute("Name"));
        explanation.Fact("valid until", list.Attribute("validUntil"));
        explanation.Signature(list);
        explanation.Fact("entities", entities.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var entity in entities.Take(MostNamed))
        {
            explanation.Fact(Role(entity), entity.Attribute("entityID"));
        }

        explanation.Remark(entities.Count > MostNamed, $"Only the first {MostNamed} are named.");
    }

    private static IEnumerable<XmlElement> Entities(XmlElement list) =>
        list.ChildNodes.OfType<XmlElement>().SelectMany(child => child switch
        {
            _ when child.Is(SamlNames.Metadata, "EntityDescriptor") => [child],
            _ when child.Is(SamlNames.Metadata, "EntitiesDescriptor") => Entities(child),
            _ => [],
        });

    private static string Role(XmlElement entity) =>
        (entity.Children(SamlNames.Metadata, "IDPSSODescriptor").Any(), entity.Children(SamlNames.Metadata, "SPSSODescriptor").Any()) switch
        {
            (true, true) => "both roles",
            (true, false) => "identity provider",
            (false, true) => "service provider",
            _ => "other role",
        };
}
