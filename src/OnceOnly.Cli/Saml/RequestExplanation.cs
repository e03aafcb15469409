// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Cli.Saml;

/// <summary>Explains an AuthnRequest.</summary>
internal static class RequestExplanation
{
    public static void Write(XmlElement request, Explanation explanation)
    {
        var extensions = request.Children(SamlNames.Protocol, "Extensions").FirstOrDefault();
        var context = request.Children(SamlNames.Protocol, "RequestedAuthnContext").FirstOrDefault();
        var spType = Explanation.TextOf(extensions?.Children(SamlNames.EidasExtensions, "SPType").FirstOrDefault());

        explanation.Title("A request to log somebody in (AuthnRequest).");
        explanation.Fact("from", Explanation.TextOf(request.Children(SamlNames.Assertion, "Issuer").FirstOrDefault()));
        explanation.FactIfAny("calls itself", request.Attribute("ProviderName"));
        explanation.Fact("sector", spType);
        explanation.Fact("to", request.Attribute("Destination"));
        explanation.FactIfAny("answer goes to", request.Attribute("AssertionConsumerServiceURL"));
        explanation.Fact("ID", request.Attribute("ID"));
        explanation.Fact("issued", request.Attribute("IssueInstant"));
        explanation.Signature(request);
        WriteContext(context, explanation);
        WriteAttributes(extensions, explanation);
        foreach (var requester in request.Children(SamlNames.Protocol, "Scoping")
            .SelectMany(scoping => scoping.Children(SamlNames.Protocol, "RequesterID"))
            .Concat(extensions?.Children(SamlNames.EidasExtensions, "RequesterID") ?? []))
        {
            explanation.Fact("on behalf of", Explanation.TextOf(requester));
        }

        explanation.Remark(request.Attribute("ForceAuthn") is not ("true" or "1"), "ForceAuthn must be present and true.");
        explanation.Remark(request.Attribute("IsPassive") is not ("false" or "0"), "IsPassive must be present and false; leaving it out is refused.");
        explanation.Remark(spType is null, "SPType is not here; then the metadata must have it.");
    }

    private static void WriteContext(XmlElement? context, Explanation explanation)
    {
        var levels = context?.Children(SamlNames.Assertion, "AuthnContextClassRef").Select(Explanation.TextOf).ToList() ?? [];
        var comparison = context?.Attribute("Comparison");
        explanation.Fact("level", levels.Count == 0 ? null : (comparison ?? "exact (by default)") + " " + string.Join(" ", levels));
        explanation.Remark(comparison is not ("minimum" or "exact"), "Comparison must be minimum or exact; a missing one means exact.");
        explanation.Remark(
            comparison == "minimum" && levels.Count != 1,
            "Comparison minimum takes exactly one level.");
    }

    private static void WriteAttributes(XmlElement? extensions, Explanation explanation)
    {
        var requested = extensions?.Children(SamlNames.EidasExtensions, "RequestedAttributes")
            .SelectMany(list => list.Children(SamlNames.EidasExtensions, "RequestedAttribute"))
            .ToList() ?? [];
        foreach (var attribute in requested)
        {
            explanation.Fact(
                attribute.Attribute("isRequired") is "true" or "1" ? "must have" : "may have",
                AttributeNames.Describe(attribute.Attribute("Name")));
        }

        explanation.Remark(requested.Count == 0, "No attributes are asked for; eIDAS wants a complete minimum data set.");
    }
}
