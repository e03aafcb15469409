// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Frozen;

namespace OnceOnly.Oots.Rules;

/// <summary>Texts for people must have at least two characters, wherever they stand.</summary>
internal static class WordingRules
{
    /// <summary>Every <c>sdg</c> element; the names are filtered in one walk.</summary>
    public const string Context = "descendant::sdg:*";

    private static readonly FrozenSet<string> Wordings = new[]
    {
        "Description", "Name", "Title", "Note", "EvidenceTypeClassification", "FullAddress", "LocatorDesignator", "PostCode",
        "PostCityName", "Thoroughfare", "PlaceOfBirth", "TownOfBirth", "PhoneNumber", "EmailAddress", "LegalPhoneNumber",
        "LegalEmailAddress", "nonLatin", "ValueExpression", "StringValue", "AttributeName", "AttributeValue",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>House numbers, and what else a rule excepts, may be one character long.</summary>
    public static bool IsLongEnough(RuleScope scope, string? alsoShort = null)
    {
        var name = scope.Node.LocalName;
        var isWording = Wordings.Contains(name) || (!scope.Is2 && name is "JurisdictionContext" or "JurisditionLevel");
        return !isWording || scope.Text.Length >= (name == "LocatorDesignator" || name == alsoShort ? 1 : 2);
    }
}
