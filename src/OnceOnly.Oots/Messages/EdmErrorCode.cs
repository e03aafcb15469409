// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>The eight errors of the Exchange Data Model, with the numbers of their codes.</summary>
public enum EdmErrorCode
{
    /// <summary><c>EDM:ERR:0001</c>.</summary>
    FailedAuthentication = 1,

    /// <summary><c>EDM:ERR:0002</c>: mostly that the user must preview first.</summary>
    MissingAuthorization = 2,

    /// <summary><c>EDM:ERR:0003</c>: breaks a rule, was replayed, or names an unknown preview.</summary>
    InvalidRequest = 3,

    /// <summary><c>EDM:ERR:0004</c>: nothing found, or nobody, or more than one.</summary>
    ObjectNotFound = 4,

    /// <summary><c>EDM:ERR:0005</c>: too late, or nobody decided.</summary>
    Timeout = 5,

    /// <summary><c>EDM:ERR:0006</c>.</summary>
    UnresolvedReference = 6,

    /// <summary><c>EDM:ERR:0007</c>: a format or feature that is not served.</summary>
    UnsupportedCapability = 7,

    /// <summary><c>EDM:ERR:0008</c>: the provider itself failed.</summary>
    QueryFailed = 8,
}

public static class EdmErrorCodes
{
    private static readonly string[] Types =
        ["Authentication", "Authorization", "InvalidRequest", "ObjectNotFound", "Timeout", "UnresolvedReference", "UnsupportedCapability", "Query"];

    /// <summary>As it travels, for example <c>EDM:ERR:0004</c>.</summary>
    public static string Wire(this EdmErrorCode code) => $"EDM:ERR:000{(int)code}";

    /// <summary>The exception type that goes with it, without prefix.</summary>
    public static string ExceptionType(this EdmErrorCode code) => Types[(int)code - 1] + "ExceptionType";

    public static bool TryParse(string? wire, out EdmErrorCode code)
    {
        code = wire is ['E', 'D', 'M', ':', 'E', 'R', 'R', ':', '0', '0', '0', >= '1' and <= '8' and var digit] ? (EdmErrorCode)(digit - '0') : default;
        return code != default;
    }
}
