// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Oots.Rules;

/// <summary>Judges messages by the business rules of the Exchange Data Model (technical design documents, chapter 4.6).</summary>
public static class EdmRules
{
    // A message that breaks more is not worth a longer list.
    private const int MaxViolations = 200;

    private static readonly Dictionary<EdmKind, EdmRule[]> ByKind = new()
    {
        [EdmKind.Request] = [.. RequestStructure.Rules, .. RequestContent.Rules, .. RequestAgents.Rules, .. RequestedTypeRules.Rules, .. ClassificationRules.Rules, .. RequestPersons.Rules],
        [EdmKind.Response] = [.. ResponseStructure.Rules, .. ResponsePackages.Rules, .. ResponseContent.Rules],
        [EdmKind.Error] = [.. ErrorStructure.Rules, .. ErrorContent.Rules],
    };

    /// <summary>Ids of all rules that are checked.</summary>
    public static IEnumerable<string> CheckedIds => ByKind.Values.SelectMany(rules => rules).Select(rule => rule.Id).Distinct(StringComparer.Ordinal);

    /// <summary>All violations, at most two hundred; empty when the message keeps every rule of its version.</summary>
    public static IReadOnlyList<RuleViolation> Check(EdmDocument document, OotsCodeLists lists)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(lists);
        var violations = new List<RuleViolation>();
        var version = document.JudgedAs;
        foreach (var rule in ByKind[document.Kind])
        {
            if (!rule.In(version) || RuleTable.Find(rule.Id, version) is not { IsChecked: true } row)
            {
                continue;
            }

            foreach (var place in rule.PlacesIn(document.Root))
            {
                if (rule.Holds(new RuleScope(place, version, lists)))
                {
                    continue;
                }

                violations.Add(new RuleViolation(rule.Id, row.Severity, Locate(place)));
                if (violations.Count == MaxViolations)
                {
                    return violations;
                }
            }
        }

        return violations;
    }

    private static string Locate(XmlNode place)
    {
        var steps = new Stack<string>();
        var element = place as XmlElement;
        if (place is XmlAttribute attribute)
        {
            steps.Push("@" + attribute.LocalName);
            element = attribute.OwnerElement;
        }

        for (; element is not null; element = element.ParentNode as XmlElement)
        {
            // Only names that the specification gives slots are repeated; anything else was chosen by a stranger.
            var name = element.LocalName == "Slot" ? element.Attribute("name") : null;
            steps.Push(name is { Length: < 40 } && name.All(char.IsAsciiLetter) ? $"Slot[{name}]" : element.LocalName);
        }

        return "/" + string.Join('/', steps);
    }
}
