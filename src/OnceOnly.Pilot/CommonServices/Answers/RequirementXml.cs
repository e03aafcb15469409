// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Pilot.CommonServices.Declaration;
using static OnceOnly.Pilot.CommonServices.Answers.CatalogueText;

namespace OnceOnly.Pilot.CommonServices.Answers;

/// <summary>A requirement as the Evidence Broker tells it.</summary>
internal static class RequirementXml
{
    public static XElement Of(DeclaredRequirement requirement, DeclaredCatalogue catalogue) => new(
        Sdg + "Requirement",
        Identifier(requirement.Address),
        InEachLanguage("Name", requirement.Names),
        requirement.Procedures.Select(procedure => new XElement(
            Sdg + "ReferenceFramework",
            Identifier(procedure.Id.ToString("D")),
            InEachLanguage("Title", procedure.Titles),
            new XElement(Sdg + "RelatedTo", Identifier(procedure.Procedure)),
            Jurisdiction(procedure.Country))),
        requirement.Lists.Select(list => new XElement(
            Sdg + "EvidenceTypeList",
            Identifier(list.Id.ToString("D")),
            InEachLanguage("Name", list.Names),
            list.EvidenceTypes.Select(type => EvidenceType(catalogue.EvidenceTypes[type])))));

    private static XElement EvidenceType(DeclaredEvidenceType type) => new(
        Sdg + "EvidenceType",
        new XElement(Sdg + "EvidenceTypeClassification", type.Classification),
        InEachLanguage("Title", type.Titles),
        Jurisdiction(type.Country));
}
