// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using static OnceOnly.Eidas.Tests.Responses.Rules.Breaking;

namespace OnceOnly.Eidas.Tests.Responses.Rules;

/// <summary>When and how well somebody was authenticated.</summary>
internal static class AuthnStatementCases
{
    public static IReadOnlyList<(ResponseRule Rule, string How, Action<Forge> Break)> All { get; } =
    [
        (ResponseRules.AuthnStatement, "missing", forge => forge.In("AuthnStatement").Remove()),
        (ResponseRules.AuthnStatement, "two", forge => forge.In("AuthnStatement").AddAfterSelf(forge.In("AuthnStatement"))),
        (ResponseRules.AuthnContext, "an empty statement", forge => forge.In("AuthnStatement").RemoveNodes()),
        (ResponseRules.AuthnStatement, "an unknown attribute", forge => forge.In("AuthnStatement").SetAttributeValue("Extra", "x")),
        (ResponseRules.AuthnStatement, "an unknown element", forge => forge.In("AuthnStatement").Add(new XElement("extra"))),
        .. Bad(ResponseRules.AuthnInstant, forge => forge.In("AuthnStatement"), "AuthnInstant"),
        (ResponseRules.AuthnInstant, "in the future", forge => forge.In("AuthnStatement").SetAttributeValue("AuthnInstant", Later)),
        (ResponseRules.AuthnInstant, "before the request", forge => forge.In("AuthnStatement").SetAttributeValue("AuthnInstant", Earlier)),
        (ResponseRules.AuthnInstant, "long ago, and the time of the request is not known", forge =>
        {
            forge.In("AuthnStatement").SetAttributeValue("AuthnInstant", Ago);
            forge.Expected = forge.Expected with { RequestIssuedAt = null };
        }),
        (ResponseRules.SessionNotOnOrAfter, "over", forge => forge.In("AuthnStatement").SetAttributeValue("SessionNotOnOrAfter", Earlier)),
        (ResponseRules.SessionNotOnOrAfter, "empty", forge => forge.In("AuthnStatement").SetAttributeValue("SessionNotOnOrAfter", "")),
        (ResponseRules.AuthnContext, "missing", forge => forge.In("AuthnContext").Remove()),
        (ResponseRules.AuthnContext, "empty", forge => forge.In("AuthnContext").RemoveNodes()),
        (ResponseRules.AuthnContext, "a comment in the level", forge => forge.In("AuthnContextClassRef").AddFirst(new XComment("x"))),
        (ResponseRules.AuthnContext, "no level", forge => forge.In("AuthnContextClassRef").Remove()),
        (ResponseRules.AuthnContext, "an empty level", forge => forge.In("AuthnContextClassRef").Value = ""),
        (ResponseRules.AuthnContext, "two levels", forge => forge.In("AuthnContextClassRef").AddAfterSelf(forge.In("AuthnContextClassRef"))),
        (ResponseRules.LevelOfAssurance, "lower", forge => forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/LoA/low"),
        (ResponseRules.LevelOfAssurance, "unknown", forge => forge.In("AuthnContextClassRef").Value = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password"),
        (ResponseRules.LevelOfAssurance, "of another spelling", forge => forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/LoA/High"),
        (ResponseRules.LevelOfAssurance, "high but not notified", forge => forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/NotNotified/LoA/high"),
        (ResponseRules.LevelOfAssurance, "not notified, the other way round", forge => forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/LoA/NotNotified/high"),
        (ResponseRules.LevelOfAssurance, "not notified, and no level was demanded", forge =>
        {
            forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/NotNotified/LoA/high";
            forge.Expected = forge.Expected with { Demand = null };
        }),
        (ResponseRules.LevelOfAssurance, "another one than exactly demanded", forge => forge.Expected = forge.Expected with
        {
            Demand = AuthnContextDemand.Exact(["http://eidas.europa.eu/NotNotified/LoA/substantial"]),
        }),
        (ResponseRules.LevelDeclared, "higher than the metadata's", forge => forge.Expected = forge.Expected with
        {
            Demand = null,
            Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = [AssuranceLevelUri.Of(AssuranceLevel.Low)] }),
        }),
        (ResponseRules.LevelDeclared, "higher than configuration lets it be", forge => forge.Expected = forge.Expected with
        {
            HighestLevel = AssuranceLevel.Low,
            Demand = null,
            Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = [] }),
        }),
        (ResponseRules.LevelDeclared, "notified, and the metadata have no such", forge => forge.Expected = forge.Expected with
        {
            Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = ["http://eidas.europa.eu/NotNotified/LoA/low"] }),
        }),
    ];
}
