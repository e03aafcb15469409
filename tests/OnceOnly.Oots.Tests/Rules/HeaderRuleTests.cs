// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.Oots.AccessPoints.As4;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Rules;

namespace OnceOnly.Oots.Tests.Rules;

/// <summary>Each rule R-EDM-ebMS-… is broken by a header that breaks no other.</summary>
public sealed class HeaderRuleTests
{
    private const string Scheme = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI";

    internal static readonly (string Rule, EdmVersion Version, Func<UserMessage, UserMessage> Change)[] Cases =
    [
        ("R-EDM-ebMS-017", EdmVersion.V20, header => header with { ConversationId = "conversation-1" }),
        ("R-EDM-ebMS-017", EdmVersion.V12, header => header with { ConversationId = "urn:uuid:" + header.ConversationId }),
        ("R-EDM-ebMS-018", EdmVersion.V20, header => header with { Properties = [.. header.Properties, new MessageProperty("trackingIdentifier", "1")] }),
        ("R-EDM-ebMS-018", EdmVersion.V12, header => header with { Properties = [.. header.Properties, new MessageProperty("trackingIdentifier", "1")] }),
        ("R-EDM-ebMS-019", EdmVersion.V20, header => Replace(header, "originalSender", new MessageProperty("OriginalSender", "FIREG01", Scheme))),
        ("R-EDM-ebMS-019", EdmVersion.V20, header => Replace(header, "SpecificationId", new MessageProperty("ExchangeId", Guid.NewGuid().ToString()))),
        ("R-EDM-ebMS-019", EdmVersion.V12, header => Replace(header, "finalRecipient", new MessageProperty("finalRecipient", "FIREG01"))),
        ("R-EDM-ebMS-023", EdmVersion.V20, header => header with { Parts = [Part(As4Names.RegRepMediaType), Part("application/pdf")] }),
        ("R-EDM-ebMS-023", EdmVersion.V12, header => header with { Action = As4Names.ActionOf(EdmKind.Error), Parts = [] }),
        ("R-EDM-ebMS-030", EdmVersion.V20, header => header with { Parts = [Part("application/xml")] }),
        ("R-EDM-ebMS-030", EdmVersion.V12, header => header with { Action = As4Names.ActionOf(EdmKind.Error), Parts = [Part("application/xml")] }),
        ("R-EDM-ebMS-032", EdmVersion.V20, header => header with { Action = As4Names.ActionOf(EdmKind.Response), Parts = [Part("application/pdf"), Part(As4Names.RegRepMediaType)] }),
        ("R-EDM-ebMS-037", EdmVersion.V20, header => Replace(header, "ExchangeId", new MessageProperty("ExchangeId", "exchange-1"))),
        ("R-EDM-ebMS-038", EdmVersion.V20, header => Replace(header, "SpecificationId", new MessageProperty("SpecificationId", "oots-edm:v1.2"))),
    ];

    public static TheoryData<int, string> Names()
    {
        var names = new TheoryData<int, string>();
        for (var index = 0; index < Cases.Length; index++)
        {
            names.Add(index, Cases[index].Rule);
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_header_that_breaks_one_rule_breaks_no_other(int index, string rule)
    {
        var @case = Cases[index];

        HeaderRules.Check(new EdmHeader(@case.Change(Header(@case.Version)), @case.Version)).ShouldBe([rule]);
    }

    [Theory]
    [InlineData(EdmVersion.V10)]
    [InlineData(EdmVersion.V12)]
    [InlineData(EdmVersion.V20)]
    public void A_header_as_it_should_be_breaks_none(EdmVersion version) =>
        HeaderRules.Check(new EdmHeader(Header(version), version)).ShouldBeEmpty();

    [Theory]
    [InlineData(EdmVersion.V12, EdmVersion.V20)]
    [InlineData(EdmVersion.V20, EdmVersion.V12)]
    public void A_header_of_one_version_around_a_message_of_another_breaks_rules(EdmVersion header, EdmVersion message) =>
        HeaderRules.Check(new EdmHeader(Header(header), message)).ShouldContain("R-EDM-ebMS-018");

    private static UserMessage Replace(UserMessage header, string name, MessageProperty property) =>
        header with { Properties = [.. header.Properties.Select(known => known.Name == name ? property : known)] };

    private static PartInfo Part(string mediaType) => new("part@ap.test", [new MessageProperty(MessageProperty.MimeType, mediaType)]);

    private static UserMessage Header(EdmVersion version) => new()
    {
        MessageId = "1@ap.test",
        Timestamp = DateTimeOffset.UnixEpoch,
        From = new Party(new PartyId("AP_FI_01", As4Names.PartyIdType), As4Names.Role),
        To = new Party(new PartyId("AP_SE_01", As4Names.PartyIdType), As4Names.Role),
        Service = As4Names.Service,
        Action = As4Names.ActionOf(EdmKind.Request),
        ConversationId = "00000000-0000-4000-8000-000000000001",
        Parts = [Part(As4Names.RegRepMediaType)],
        Properties =
        [
            new MessageProperty("originalSender", "2021001234", "urn:cef.eu:names:identifier:EAS:0007"),
            new MessageProperty("finalRecipient", "FIREG01", Scheme),
            .. version >= EdmVersion.V20
                ? new[]
                {
                    new MessageProperty("ExchangeId", "00000000-0000-4000-8000-000000000002"), new MessageProperty("SpecificationId", version.SpecificationIdentifier()),
                }
                : [],
        ],
    };
}
