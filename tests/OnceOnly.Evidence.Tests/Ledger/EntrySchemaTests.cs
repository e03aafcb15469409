// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Ledger.Entries;

namespace OnceOnly.Evidence.Tests.Ledger;

/// <summary>Entries are kept for years and hashed as they are: their form may grow, never change.</summary>
public sealed class EntrySchemaTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 0, 0, 123, TimeSpan.Zero);

    private static readonly EntryContext About = new()
    {
        ExplicitRequest = "er",
        Client = "c",
        Tenant = "t",
        Procedure = "T3",
        Exchange = "ex",
        EvidenceType = "birth",
        Provider = "civil",
    };

    private static readonly LoggedMessage Message = new("request", "oots-edm:v2.0", "AP", "a", "b") { MessageId = "m" };

    private const string Common = """
        "at":"2026-11-21T12:00:00.123+00:00","person":"p"
        """;

    private const string Context = """
        "about":{"explicit_request":"er","client":"c","tenant":"t","procedure":"T3","exchange":"ex","evidence_type":"birth","provider":"civil"}
        """;

    public static TheoryData<string, LedgerEntry, string> Entries => new()
    {
        { "explicit-request.given", new ExplicitRequestGiven([new RequestedEvidence("birth", "civil")], "http://eidas.europa.eu/LoA/high", new GivenWording("1", "el")), "'evidence':[{'evidence_type':'birth','provider':'civil'}],'level_of_assurance':'http://eidas.europa.eu/LoA/high','wording':{'version':'1','language':'el'}," },
        { "explicit-request.refused", new ExplicitRequestRefused(["birth"], new GivenWording("1", "el")), "'evidence_types':['birth'],'wording':{'version':'1','language':'el'}," },
        { "explicit-request.withdrawn", new ExplicitRequestWithdrawn(), "" },
        { "explicit-request.closed", new ExplicitRequestClosed(), "" },
        { "explicit-request.expired", new ExplicitRequestExpired(), "" },
        { "evidence.asked", new EvidenceAsked(), "" },
        { "evidence.re-asked", new EvidenceReAsked(2, "recovered"), "'attempt':2,'reason':'recovered'," },
        { "evidence.received", new EvidenceReceived([new LedgerDocument("application/pdf", 5, "AAAA")]), "'documents':[{'media_type':'application/pdf','size':5,'sha256':'AAAA'}]," },
        { "evidence.received", new EvidenceReceived([new LedgerDocument("application/pdf")]) { Form = 2 }, "'documents':[{'media_type':'application/pdf'}],'form':2," },
        { "evidence.deferred", new EvidenceDeferred(At), "'until':'2026-11-21T12:00:00.123+00:00'," },
        { "evidence.previewed", new EvidencePreviewed(), "" },
        { "evidence.preview-offered", new EvidencePreviewOffered("registry.example"), "'host':'registry.example'," },
        { "evidence.preview-begun", new EvidencePreviewBegun("registry.example"), "'host':'registry.example'," },
        { "evidence.accepted", new EvidenceAccepted(), "" },
        { "evidence.declined", new EvidenceDeclined(), "" },
        { "evidence.message-sent", new EvidenceMessageSent(new LoggedMessage("request", "oots-edm:v2.0", "s:AP", "s:A", "s:B") { RequestId = "urn:uuid:1" }), "'message':{'action':'request','version':'oots-edm:v2.0','party':'s:AP','original_sender':'s:A','final_recipient':'s:B','request_id':'urn:uuid:1'}," },
        { "evidence.message-received", new EvidenceMessageReceived(new LoggedMessage("error", "oots-edm:v2.0", "s:AP", "s:B", "s:A") { MessageId = "m", Errors = ["EDM:ERR:0004"] }), "'message':{'action':'error','version':'oots-edm:v2.0','party':'s:AP','original_sender':'s:B','final_recipient':'s:A','message_id':'m','errors':['EDM:ERR:0004']}," },
        { "evidence.message-dropped", new EvidenceMessageDropped(Message, "nobody_waits"), "'message':{'action':'request','version':'oots-edm:v2.0','party':'AP','original_sender':'a','final_recipient':'b','message_id':'m'},'reason':'nobody_waits'," },
        { "evidence.served-from-copy", new EvidenceServedFromCopy(At, "t", "Act 1"), "'obtained_at':'2026-11-21T12:00:00.123+00:00','obtained_for':'t','legal_basis':'Act 1'," },
        { "evidence.fetched", new EvidenceFetched(), "" },
        { "evidence.delivered", new EvidenceDelivered(), "" },
        { "evidence.redelivered", new EvidenceRedelivered(), "" },
        { "evidence.acknowledged", new EvidenceAcknowledged(), "" },
        { "exchange.failed", new ExchangeFailed("evidence_not_found"), "'error':'evidence_not_found'," },
        { "exchange.expired", new ExchangeExpired(), "" },
        { "served-request.received", new ServedRequestReceived(Message with { SentAt = At }, "http://eidas.europa.eu/LoA/high"), "'message':{'action':'request','version':'oots-edm:v2.0','party':'AP','original_sender':'a','final_recipient':'b','message_id':'m','sent_at':'2026-11-21T12:00:00.123+00:00'},'level_of_assurance':'http://eidas.europa.eu/LoA/high'," },
        { "served-request.refused", new ServedRequestRefused(Message, null), "'message':{'action':'request','version':'oots-edm:v2.0','party':'AP','original_sender':'a','final_recipient':'b','message_id':'m'}," },
        { "served-request.matched", new ServedRequestMatched("http://eidas.europa.eu/LoA/high"), "'level_of_assurance':'http://eidas.europa.eu/LoA/high'," },
        { "served-request.decided", new ServedRequestDecided(1, 2), "'accepted':1,'declined':2," },
        { "served-request.answered", new ServedRequestAnswered(Message with { Errors = ["EDM:ERR:0004"] }), "'message':{'action':'request','version':'oots-edm:v2.0','party':'AP','original_sender':'a','final_recipient':'b','message_id':'m','errors':['EDM:ERR:0004']}," },
        { "served-request.sent", new ServedRequestSent("r", "m"), "'response_id':'r','message_id':'m'," },
        { "served-request.expired", new ServedRequestExpired(), "" },
        { "message.receipted", new MessageReceipted("m", "AP", "AAAA"), "'message_id':'m','party':'AP','receipt':'AAAA'," },
        { "message.given-up", new MessageGivenUp("m", "AP"), "'message_id':'m','party':'AP'," },
        { "my-data.read", new MyDataRead(), "" },
        { "copies.erased", new CopiesErased(3), "'count':3," },
        { "log-keys.destroyed", new LogKeysDestroyed("2025-11"), "'before':'2025-11'," },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void an_entry_has_its_form(string name, LedgerEntry entry, string own)
    {
        var full = entry with { At = At, Person = "p", About = About };
        Encoding.UTF8.GetString(LedgerJson.Write(full)).ShouldBe($$"""{"event":"{{name}}",{{Common}},{{own.Replace('\'', '"')}}{{Context}}}""");
        LedgerJson.Write(LedgerJson.Read(LedgerJson.Write(full))).ShouldBe(LedgerJson.Write(full));
        LedgerJson.EventOf(entry).ShouldBe(name);
    }

    [Fact]
    public void every_kind_of_entry_has_its_form_written_down() =>
        typeof(LedgerEntry).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LedgerEntry)))
            .ShouldBe(Entries.Select(row => row.Data.Item2.GetType()).Distinct(), ignoreOrder: true);
}
