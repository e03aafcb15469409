// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Oots.Edm;

namespace OnceOnly.Pilot.CommonServices.Answers;

/// <summary>Small things that answers are made of.</summary>
internal static class CatalogueText
{
    public static readonly XNamespace Sdg = EdmNames.Sdg;

    public static IEnumerable<XElement> InEachLanguage(string name, IReadOnlyDictionary<string, string> texts) =>
        texts.Select(text => new XElement(Sdg + name, new XAttribute("lang", text.Key), text.Value));

    public static XElement Identifier(string value, string? scheme = null) =>
        new(Sdg + "Identifier", scheme is null ? null : new XAttribute("schemeID", scheme), value);

    public static XElement Jurisdiction(string country) => new(Sdg + "Jurisdiction", new XElement(Sdg + "AdminUnitLevel1", country));
}
