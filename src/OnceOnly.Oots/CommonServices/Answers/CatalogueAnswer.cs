// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.CommonServices.Answers;

/// <summary>What a common service answered. The HTTP status says nothing; this does.</summary>
public sealed record CatalogueAnswer
{
    public required bool IsSuccess { get; init; }

    /// <summary>It says that it holds nothing, which is not the same as holding something else.</summary>
    public bool IsDeclaredEmpty { get; init; }

    /// <summary>For example <c>oots-cs:v2.0</c>; null from services of the first version.</summary>
    public string? Specification { get; init; }

    public IReadOnlyList<CatalogueRequirement> Requirements { get; init; } = [];

    public IReadOnlyList<DataService> DataServices { get; init; } = [];

    public IReadOnlyList<CatalogueError> Errors { get; init; } = [];

    /// <summary>What the user must answer before the directory can name a provider: a dialogue, not a failure.</summary>
    public IReadOnlyList<CatalogueQuestion> Questions { get; init; } = [];

    /// <summary>Whether the directory wants more from the user.</summary>
    public bool AsksTheUser => Errors.Any(error => error.Code == "DSD:ERR:0005");
}

/// <summary>An error as the service coded it; its text is for developers.</summary>
public sealed record CatalogueError(string Code, string? Message, string? Detail);

/// <summary>Something that has to be proved, and by what.</summary>
/// <param name="Identifier">Address of the requirement.</param>
/// <param name="Names">In each language.</param>
/// <param name="Descriptions">In each language.</param>
/// <param name="Procedures">Procedures it belongs to.</param>
/// <param name="Alternatives">Any one of these lists proves it; an empty list of alternatives: nothing is known to.</param>
public sealed record CatalogueRequirement(
    string Identifier,
    IReadOnlyList<OotsText> Names,
    IReadOnlyList<OotsText> Descriptions,
    IReadOnlyList<CatalogueProcedure> Procedures,
    IReadOnlyList<EvidenceTypeList> Alternatives);

/// <summary>A national procedure and the code of the list it is one of.</summary>
public sealed record CatalogueProcedure(string Identifier, string? Procedure, string? Country, IReadOnlyList<OotsText> Titles);

/// <summary>Evidence types that together prove a requirement: all are needed; none at all says that nothing proves it there.</summary>
public sealed record EvidenceTypeList(string Identifier, IReadOnlyList<OotsText> Names, string? Country, IReadOnlyList<CatalogueEvidenceType> AllOf);

/// <summary>A kind of evidence.</summary>
public sealed record CatalogueEvidenceType(string Classification, IReadOnlyList<OotsText> Titles, IReadOnlyList<OotsText> Descriptions);

/// <summary>Evidence of one type, and everybody who provides it.</summary>
public sealed record DataService(
    string Identifier,
    string Classification,
    IReadOnlyList<OotsText> Titles,
    IReadOnlyList<OotsText> Descriptions,
    IReadOnlyList<RequestedDistribution> Distributions,
    IReadOnlyList<AccessService> AccessServices,
    string? LevelOfAssurance);

/// <summary>An access point and the provider behind it.</summary>
/// <param name="Party">Party id of the access point.</param>
/// <param name="Names">Its name.</param>
/// <param name="Specifications">Versions of the data model it speaks.</param>
/// <param name="Provider">Who issues the evidence; the final recipient.</param>
public sealed record AccessService(SchemedIdentifier Party, IReadOnlyList<OotsText> Names, IReadOnlyList<string> Specifications, OotsAgent Provider);

/// <summary>A question by which the Member State finds the provider.</summary>
/// <param name="Identifier">UUID of the question, and name of the parameter that answers it.</param>
/// <param name="Type"><c>string</c>, <c>boolean</c> or <c>codelist</c>.</param>
/// <param name="Scheme">Address of the code list.</param>
/// <param name="ValueExpression">Where the list's values are.</param>
/// <param name="Descriptions">The question in each language.</param>
public sealed record CatalogueQuestion(string Identifier, string? Type, string? Scheme, string? ValueExpression, IReadOnlyList<OotsText> Descriptions);
