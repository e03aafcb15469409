// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Parsing;

namespace OnceOnly.Oots.Tests.Messages;

/// <summary>Who asks is the one agent that the rules have judged.</summary>
public sealed class RequesterTests
{
    private const string Stranger =
        """<sdg:Agent><sdg:Identifier schemeID="urn:oasis:names:tc:ebcore:partyid-type:unregistered:DE">AMT1</sdg:Identifier><sdg:Name lang="DE">Amt</sdg:Name><sdg:Classification>ER</sdg:Classification></sdg:Agent>""";

    [Fact]
    public void an_agent_beside_the_elements_of_the_collection_is_nobody()
    {
        var start = Samples.Request20.IndexOf("name=\"EvidenceRequester\"", StringComparison.Ordinal);
        var element = Samples.Request20.IndexOf("<rim:Element", start, StringComparison.Ordinal);

        TryParse(Samples.Request20.Insert(element, Stranger), out var request, out _).ShouldBeTrue();

        request!.Requesters.ShouldNotContain(agent => agent.Identifier.Value == "AMT1");
    }

    [Fact]
    public void a_request_in_which_nobody_is_the_requester_is_incomplete()
    {
        TryParse(
            Samples.Request20.Replace("<sdg:Classification>ER<", "<sdg:Classification>IP</sdg:Classification><sdg:Classification>ER<", StringComparison.Ordinal),
            out _,
            out var problem).ShouldBeFalse();

        problem!.ShouldContain("Slot[EvidenceRequester]");
    }

    private static bool TryParse(string xml, out EvidenceRequest? request, out string? problem)
    {
        EdmDocument.TryRead(Encoding.UTF8.GetBytes(xml), out var document, out _).ShouldBeTrue();
        var isRead = EdmParser.TryParse(document!, out var message, out problem);
        request = message as EvidenceRequest;
        return isRead;
    }
}
