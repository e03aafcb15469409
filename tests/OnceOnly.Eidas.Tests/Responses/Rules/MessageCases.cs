// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using static OnceOnly.Eidas.Tests.Responses.Rules.Breaking;

namespace OnceOnly.Eidas.Tests.Responses.Rules;

/// <summary>The message as XML, and the metadata it is judged by.</summary>
internal static class MessageCases
{
    public static IReadOnlyList<(ResponseRule Rule, string How, Action<Forge> Break)> All { get; } =
    [
        (ResponseRules.MessageSize, "larger than 256 KiB", forge => forge.AlterText = text => text + new string(' ', 256 * 1024)),
        (ResponseRules.MessageSize, "10 MB", forge => forge.AlterText = text => text.Insert(text.LastIndexOf("</", StringComparison.Ordinal), new string('x', 10_000_000))),
        (ResponseRules.MessageXml, "cut off", forge => forge.AlterText = text => text[..^3]),
        (ResponseRules.MessageXml, "empty", forge => forge.AlterText = _ => ""),
        (ResponseRules.MessageXml, "two roots", forge => forge.AlterText = text => text + text),
        (ResponseRules.MessageXml, "with a document type", forge => forge.AlterText = text => "<!DOCTYPE Response>" + text),
        (ResponseRules.MessageXml, "an undeclared prefix", forge => forge.AlterText = text => text.Replace(" xmlns:samlp=", " xmlns:other=", StringComparison.Ordinal)),
        (ResponseRules.MessageXml, "one attribute twice", forge => forge.AlterText = text => text.Replace(" Version=\"2.0\"", " Version=\"2.0\" Version=\"2.0\"", StringComparison.Ordinal)),
        (ResponseRules.MessageLimits, "nested 10,000 deep", forge => forge.AlterText = text => text.Insert(text.LastIndexOf("</", StringComparison.Ordinal), Repeat("<a>", 10_000) + Repeat("</a>", 10_000))),
        (ResponseRules.MessageLimits, "20,000 elements", forge => forge.AlterText = text => text.Insert(text.LastIndexOf("</", StringComparison.Ordinal), Repeat("<a/>", 20_000))),
        (ResponseRules.MessageLimits, "9,000 namespaces", forge => ReplaceAfterSigning(forge, " Version=", string.Concat(Enumerable.Range(0, 9_000).Select(i => $" xmlns:a{i}=\"u:{i}\"")) + " Version=")),
        (ResponseRules.MessageLimits, "4,000 attributes", forge => ReplaceAfterSigning(forge, " Version=", string.Concat(Enumerable.Range(0, 4_000).Select(i => $" a{i}=\"{i}\"")) + " Version=")),
        (ResponseRules.MessageLimits, "70 prefixes, one an element", forge => ReplaceAfterSigning(forge, "</samlp:Status>", string.Concat(Enumerable.Range(0, 70).Select(i => $"<a{i}:x xmlns:a{i}=\"u:{i}\"/>")) + "</samlp:Status>")),
        (ResponseRules.MessageIds, "ID twice", forge => forge.Response.Element(Status)!.SetAttributeValue("ID", "_response")),
        (ResponseRules.MessageIds, "ID and Id", forge => forge.Response.Element(Status)!.SetAttributeValue("Id", "_response")),
        (ResponseRules.MessageIds, "ID and id", forge => forge.Response.Element(Status)!.SetAttributeValue("id", "_response")),
        (ResponseRules.MessageIds, "ID and xml:id", forge => forge.Response.Element(Status)!.SetAttributeValue(XNamespace.Xml + "id", "_response")),
        (ResponseRules.MessageIds, "ID and AssertionID", forge => forge.Response.Element(Status)!.SetAttributeValue("AssertionID", "_response")),

        (ResponseRules.MetadataValidUntil, "expired", forge => forge.Now = Actors.Now.AddDays(2)),
    ];
}
