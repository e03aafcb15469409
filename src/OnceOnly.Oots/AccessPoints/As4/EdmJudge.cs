// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Parsing;
using OnceOnly.Oots.Rules;

namespace OnceOnly.Oots.AccessPoints.As4;

/// <summary>Judges what came: header, message, and whether the two and the parts belong together.</summary>
internal sealed class EdmJudge(OotsCodeLists lists)
{
    // Longer lists help nobody, and travel in an attribute.
    private const int MostFaults = 20;

    public ReceivedEdm Judge(OpenedMessage opened, EdmKind kind)
    {
        if (ReceivedEdm.FindMessage(opened, kind) is not { } part)
        {
            return new ReceivedEdm(opened, kind) { Faults = [kind == EdmKind.Response ? "no part is of type " + As4Names.RegRepMediaType : "R-EDM-ebMS-030"] };
        }

        if (part.Size > EdmDocument.Limits.MaxBytes || !EdmDocument.TryReadAs(kind, part.ToArray(), out var document, out var fault))
        {
            return new ReceivedEdm(opened, kind) { Faults = ["the message cannot be read"] };
        }

        var faults = HeaderRules.Check(new EdmHeader(opened.Header.User!, document.JudgedAs))
            .Where(id => RuleTable.Find(id, document.JudgedAs)!.Severity == RuleSeverity.Error)
            .Concat(EdmRules.Check(document, lists).Where(violation => violation.Severity == RuleSeverity.Error).Select(violation => violation.Id))
            .Distinct(StringComparer.Ordinal)
            .Take(MostFaults)
            .ToList();
        if (faults.Count > 0)
        {
            return new ReceivedEdm(opened, kind) { Document = document, Faults = faults };
        }

        if (!EdmParser.TryParse(document, out var message, out var problem))
        {
            return new ReceivedEdm(opened, kind) { Document = document, Faults = [problem] };
        }

        var received = new ReceivedEdm(opened, kind) { Document = document, Message = message };
        return Disagreement(received) is { } disagreement
            ? new ReceivedEdm(opened, kind) { Document = document, Message = message, Faults = [disagreement] }
            : received;
    }

    private static string? Disagreement(ReceivedEdm received)
    {
        var (senders, recipients) = received.Message switch
        {
            EvidenceRequest request => (request.Requesters, [request.Provider]),
            EvidenceResponse response => (response.Providers, [response.Requester]),
            EvidenceErrorResponse error => ([error.ErrorProvider], error.Requester is { } requester ? [requester] : []),
            _ => ((IReadOnlyList<OotsAgent>)[], (IReadOnlyList<OotsAgent>)[]),
        };
        if (!Names(senders, received.Agent(MessageProperty.OriginalSender)) || !Names(recipients, received.Agent(MessageProperty.FinalRecipient)))
        {
            return "header and message name different authorities";
        }

        var named = received.Message is EvidenceResponse answer ? References(answer).ToList() : [];
        var there = received.Documents().Select(part => part.ContentId).ToList();
        return named.Count == there.Count && named.Distinct(StringComparer.Ordinal).Count() == named.Count && !named.Except(there, StringComparer.Ordinal).Any()
            ? null
            : "message and parts do not belong together";
    }

    // An error answer need not know who asked.
    private static bool Names(IReadOnlyList<OotsAgent> agents, SchemedIdentifier? identifier) =>
        agents.Count == 0 || agents.Any(agent => agent.Identifier == identifier);

    private static IEnumerable<string> References(EvidenceResponse answer) =>
        answer.Packages.SelectMany(package => package.Supplements.Select(supplement => supplement.Document).Prepend(package.Main)).Select(document => document.PartId);
}
