// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.CommonServices;

/// <summary>An error of the common services, with the exception type its list puts beside it.</summary>
internal sealed record CatalogueRefusal(string Code, string Type, string Message, string? Detail = null)
{
    private const string NotFound = "ObjectNotFoundExceptionType";
    private const string Invalid = "InvalidRequestExceptionType";

    public static CatalogueRefusal NothingRequired { get; } = new("EB:ERR:0001", NotFound, "The result set is empty");

    public static CatalogueRefusal UnknownRequirement { get; } = new("EB:ERR:0002", NotFound, "The requirement does not exist");

    public static CatalogueRefusal BrokerParameters { get; } = new("EB:ERR:0003", Invalid, "The query parameters do not follow the query specification");

    public static CatalogueRefusal UnknownProcedure { get; } = new("EB:ERR:0005", Invalid, "The procedure is invalid or unknown");

    public static CatalogueRefusal UnknownCountry { get; } = new("EB:ERR:0006", Invalid, "The country is invalid or unknown");

    public static CatalogueRefusal UnknownBrokerQuery { get; } = new("EB:ERR:0007", Invalid, "The requested query does not exist");

    public static CatalogueRefusal NoDataService { get; } = new("DSD:ERR:0001", NotFound, "No data services were found", "DS_NOT_FOUND");

    public static CatalogueRefusal UnknownEvidenceType { get; } = new("DSD:ERR:0002", NotFound, "The evidence type cannot be found");

    public static CatalogueRefusal DirectoryParameters { get; } = new("DSD:ERR:0003", Invalid, "The query parameters do not follow the query specification");

    public static CatalogueRefusal UnknownDirectoryQuery { get; } = new("DSD:ERR:0004", Invalid, "The requested query does not exist");

    public static CatalogueRefusal AsksTheUser { get; } = new("DSD:ERR:0005", NotFound, "The query requires extra attributes to be provided by the user");

    public static CatalogueRefusal WrongAnswer { get; } = new("DSD:ERR:0006", Invalid, "A value provided by the user is not one of the list");
}
