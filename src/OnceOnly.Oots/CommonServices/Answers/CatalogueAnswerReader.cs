// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Parsing;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Oots.CommonServices.Answers;

/// <summary>Reads answers of the Evidence Broker and the Data Service Directory, of any of their versions.</summary>
public static class CatalogueAnswerReader
{
    private const string None = "";

    /// <summary>Catalogues are larger than messages: 16 MiB.</summary>
    public static XmlLimits Limits { get; } = new(16 * 1024 * 1024, 48, 1_000_000) { AllowsRepeatedIds = true };

    /// <summary>False when it is no RegRep answer; entries that cannot be used for lack of an identifier are left out.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out CatalogueAnswer? answer)
    {
        answer = null;
        if (!SafeXml.TryRead(body, Limits, out var document, out _) || !document.DocumentElement!.Is(EdmNames.Query, "QueryResponse"))
        {
            return false;
        }

        var root = document.DocumentElement!;
        var read = new PartReader();
        var objects = root.Children(EdmNames.Rim, "RegistryObjectList").SelectMany(list => list.Children(EdmNames.Rim, "RegistryObject")).ToList();
        var exceptions = root.Children(EdmNames.Rs, "Exception").ToList();
        answer = new CatalogueAnswer
        {
            IsSuccess = root.Attribute("status")?.Trim() == EdmNames.Success && exceptions.Count == 0,
            IsDeclaredEmpty = objects.Count == 0 && root.Attribute("totalResultCount")?.Trim() == "0",
            Specification = root.Slot("SpecificationIdentifier").SlotText(),
            Requirements = [.. objects.SelectMany(item => item.Slot("Requirement").SlotContents("Requirement")).Where(HasIdentifier).Select(Requirement)],
            DataServices = [.. objects.SelectMany(item => item.Slot("DataServiceEvidenceType").SlotContents("DataServiceEvidenceType")).Where(HasIdentifier).Select(service => Service(service, read))],
            Errors = [.. exceptions.Select(exception => new CatalogueError(exception.Attribute("code")?.Trim() ?? None, exception.Attribute("message"), exception.Attribute("detail")))],
            Questions = [.. exceptions.SelectMany(exception => exception.Slot("UserRequestedClassificationConcepts").SlotContents("EvidenceProviderClassification")).Where(HasIdentifier).Select(Question)],
        };
        return true;
    }

    private static bool HasIdentifier(XmlElement entry) => !string.IsNullOrEmpty(entry.ChildText("Identifier"));

    private static CatalogueRequirement Requirement(XmlElement found) => new(
        found.ChildText("Identifier")!,
        PartReader.Texts(found, "Name"),
        PartReader.Texts(found, "Description"),
        [.. found.All("ReferenceFramework").Where(HasIdentifier).Select(framework => new CatalogueProcedure(
            framework.ChildText("Identifier")!,
            framework.Child("RelatedTo")?.ChildText("Identifier"),
            framework.Child("Jurisdiction")?.ChildText("AdminUnitLevel1"),
            PartReader.Texts(framework, "Title")))],
        [.. found.All("EvidenceTypeList").Where(HasIdentifier).Select(List)]);

    private static EvidenceTypeList List(XmlElement list) => new(
        list.ChildText("Identifier")!,
        PartReader.Texts(list, "Name"),
        list.Child("Jurisdiction")?.ChildText("AdminUnitLevel1") ?? list.Child("EvidenceType")?.Child("Jurisdiction")?.ChildText("AdminUnitLevel1"),
        [.. list.All("EvidenceType").Select(type => new CatalogueEvidenceType(type.ChildText("EvidenceTypeClassification") ?? None, PartReader.Texts(type, "Title"), PartReader.Texts(type, "Description")))]);

    private static DataService Service(XmlElement service, PartReader read) => new(
        service.ChildText("Identifier")!,
        service.ChildText("EvidenceTypeClassification") ?? None,
        PartReader.Texts(service, "Title"),
        PartReader.Texts(service, "Description"),
        [.. service.All("DistributedAs").Select(form => new RequestedDistribution(form.ChildText("Format") ?? None)
        {
            Languages = PartReader.Values(form, "Language"),
            ConformsTo = form.ChildText("ConformsTo"),
            Transformation = form.ChildText("Transformation"),
        })],
        [.. service.All("AccessService").Where(access => HasIdentifier(access) && access.Child("Publisher") is { } publisher && HasIdentifier(publisher)).Select(access => new AccessService(
            PartReader.Identifier(access, "Identifier")!,
            PartReader.Texts(access, "Name"),
            PartReader.Values(access, "ConformsTo"),
            read.Agent(access.Child("Publisher"))))],
        service.ChildText("AuthenticationLevelOfAssurance"));

    private static CatalogueQuestion Question(XmlElement found) => new(
        found.ChildText("Identifier")!,
        found.ChildText("Type"),
        PartReader.Identifier(found, "Identifier") is { Scheme.Length: > 0 } identifier ? identifier.Scheme : null,
        found.ChildText("ValueExpression"),
        PartReader.Texts(found, "Description"));
}
