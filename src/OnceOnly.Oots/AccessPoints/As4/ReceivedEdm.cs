// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.AccessPoints.As4;

/// <summary>A message from a verified access point, before and after it was judged.</summary>
internal sealed class ReceivedEdm(OpenedMessage opened, EdmKind kind)
{
    public UserMessage Header { get; } = opened.Header.User!;

    public EdmKind Kind => kind;

    /// <summary>Null when the first part is no readable message.</summary>
    public EdmDocument? Document { get; init; }

    /// <summary>Null when it does not parse, or was not tried because rules are broken.</summary>
    public EdmMessage? Message { get; init; }

    /// <summary>Ids of broken rules, and in words what no published rule says; no content. Empty: it may be used.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    public SchemedIdentifier Party => new(Header.From.Id.Type ?? string.Empty, Header.From.Id.Value);

    /// <summary>The version to answer in.</summary>
    public EdmVersion Version =>
        Document?.Version ?? (EdmVersions.TryParseSpecification(Header.Property(As4Names.SpecificationId), out var named) ? named
            : Header.Properties.Count > 2 ? EdmVersion.V20 : EdmVersion.V12);

    public SchemedIdentifier? Agent(string property) =>
        Header.Properties.FirstOrDefault(candidate => candidate.Name == property) is { Type.Length: > 0 } agent
            ? new SchemedIdentifier(agent.Type, agent.Value)
            : null;

    /// <summary>The part that is the message: the first one, in a response also a later one (R-EDM-ebMS-032 only warns).</summary>
    public static ReceivedPart? FindMessage(OpenedMessage opened, EdmKind kind) =>
        opened.Parts.Take(kind == EdmKind.Response ? opened.Parts.Count : 1).FirstOrDefault(part => part.MimeType == As4Names.RegRepMediaType);

    public IEnumerable<DocumentPart> Documents() =>
        opened.Parts.Except([FindMessage(opened, kind)!]).Select(part => new DocumentPart(part.ContentId, part.MimeType, part.Size, part.OpenRead));
}
