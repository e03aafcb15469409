// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EDelivery.Parties;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.EDelivery.Tests.World;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.EDelivery.Tests.Exchange;

/// <summary>Two access points over HTTPS, and what may go wrong between them: nothing is lost, nothing comes twice.</summary>
public class FaultTests
{
    [Fact]
    public async Task a_message_is_delivered_and_its_receipt_kept()
    {
        await using var site = await Site.StartAsync();

        var id = await site.SubmitAsync();
        var outcomes = await site.SendAllAsync(id);

        outcomes[0].IsAcknowledged.ShouldBeTrue(outcomes[0].Problem);
        Encoding.UTF8.GetString(outcomes[0].Receipt.Span).ShouldContain("NonRepudiationInformation");
        site.Delivered.ShouldBe([id]);
    }

    [Theory]
    [InlineData("application/soap+xml;charset=UTF-8;")]
    [InlineData("application/soap+xml; action=http://example.org/a")]
    public async Task a_receipt_is_read_whatever_grammar_its_content_type_follows(string type)
    {
        await using var site = await Site.StartAsync();
        site.AnswerType = type;

        var id = await site.SubmitAsync();
        await site.MessageSender.SendDueAsync(CancellationToken.None);

        (await site.Outbox.FindOutcomeAsync(id, CancellationToken.None))!.IsAcknowledged.ShouldBeTrue();
    }

    [Fact]
    public async Task a_dropped_receipt_makes_the_message_come_again_and_not_be_delivered_again()
    {
        await using var site = await Site.StartAsync();
        var requests = 0;
        site.Cut = () => (false, Interlocked.Increment(ref requests) <= 2);

        var id = await site.SubmitAsync();
        var outcomes = await site.SendAllAsync(id);

        outcomes[0].IsAcknowledged.ShouldBeTrue(outcomes[0].Problem);
        requests.ShouldBe(3);
        site.Delivered.ShouldBe([id]);
    }

    [Fact]
    public async Task the_same_message_many_times_at_once_is_delivered_once_and_acknowledged_each_time()
    {
        await using var site = await Site.StartAsync();
        var packed = Correspondence.Pack(Correspondence.Header with { Timestamp = TimeProvider.System.GetUtcNow() });

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => site.MessageReceiver.ReceiveAsync(
            packed.Wire.ContentType, packed.Wire.Length, new MemoryStream(packed.Wire.ToArray()), CancellationToken.None)));

        answers.ShouldAllBe(answer => answer.Failures.Count == 0 && answer.Signal != null);
        site.Delivered.ShouldBe([packed.Header.MessageId]);
    }

    [Fact]
    public async Task another_message_under_a_known_identifier_gets_an_error_and_is_not_delivered()
    {
        await using var site = await Site.StartAsync();
        var header = Correspondence.Header with { Timestamp = TimeProvider.System.GetUtcNow() };

        var first = await ReceiveAsync(site, Correspondence.Pack(header, Correspondence.Parts));
        var signedAnew = await ReceiveAsync(site, Correspondence.Pack(header with { Timestamp = header.Timestamp.AddSeconds(1) }, Correspondence.Parts));
        var otherParts = await ReceiveAsync(site, Correspondence.Pack(header, [.. Correspondence.Parts.Take(1)]));
        var otherHeader = await ReceiveAsync(site, Correspondence.Pack(header with { ConversationId = "another" }, Correspondence.Parts));

        first.Failures.ShouldBeEmpty();
        signedAnew.Failures.ShouldBeEmpty();
        signedAnew.IsRepetition.ShouldBeTrue();
        otherParts.Failures.ShouldHaveSingleItem().Rule.ShouldBe(MessageRules.Identifier);
        otherHeader.Failures.ShouldHaveSingleItem().Rule.ShouldBe(MessageRules.Identifier);
        site.Delivered.ShouldBe([header.MessageId]);
    }

    [Theory]
    [InlineData("AP_FR_01", null)]
    [InlineData("AP_XX_99", "processing-mode")]
    public async Task a_partner_may_test_the_connection_and_nothing_is_delivered(string from, string? rule)
    {
        await using var site = await Site.StartAsync();
        var ordinary = Correspondence.Header;
        var test = ordinary with
        {
            Timestamp = TimeProvider.System.GetUtcNow(),
            Service = new ServiceName("http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/service"),
            Action = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/test",
            From = ordinary.From with
            {
                Id = ordinary.From.Id with { Value = from }, Role = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/initiator",
            },
            Agreement = new AgreementReference("http://example.org/test"),
        };

        var answer = await ReceiveAsync(site, Correspondence.Pack(test, Correspondence.Parts));

        answer.Failures.Select(failure => failure.Rule.Name).ShouldBe(rule is null ? [] : [rule]);
        answer.IsTest.ShouldBe(rule is null);
        Encoding.UTF8.GetString(answer.Signal!.ToArray()).Contains("NonRepudiationInformation", StringComparison.Ordinal).ShouldBe(rule is null);
        (await site.MessageReceiver.DeliverPendingAsync(CancellationToken.None)).ShouldBe(0);
        site.Delivered.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_test_signed_by_a_stranger_is_refused()
    {
        await using var site = await Site.StartAsync();
        var test = Correspondence.Header with
        {
            Timestamp = TimeProvider.System.GetUtcNow(), Service = new ServiceName(TestService.Service), Action = TestService.Action,
        };
        var forge = new Forge(Correspondence.Pack(test)).SignAgain(TestKeys.Stranger);

        var answer = await site.MessageReceiver.ReceiveAsync(forge.ContentType, null, new MemoryStream(forge.ToBytes()), CancellationToken.None);

        answer.Failures.ShouldContain(failure => failure.Rule == MessageRules.Signer);
        answer.IsTest.ShouldBeFalse();
    }

    [Fact]
    public async Task a_submission_repeated_under_its_key_is_sent_once()
    {
        await using var site = await Site.StartAsync();
        var key = Guid.NewGuid();

        var first = await site.SubmitAsync(key);
        var again = await site.SubmitAsync(key);
        await site.SendAllAsync(first);
        var afterwards = await site.SubmitAsync(key);
        await site.MessageSender.SendDueAsync(CancellationToken.None);

        again.ShouldBe(first);
        afterwards.ShouldBe(first);
        site.Delivered.ShouldBe([first]);
    }

    [Fact]
    public async Task messages_that_overtake_each_other_are_each_delivered_once()
    {
        await using var site = await Site.StartAsync();
        var requests = 0;

        // The first to come is cut and comes again after the others.
        site.Cut = () => (Interlocked.Increment(ref requests) == 1, false);
        string[] identifiers = [await site.SubmitAsync(), await site.SubmitAsync(), await site.SubmitAsync()];

        var outcomes = await site.SendAllAsync(identifiers);

        outcomes.ShouldAllBe(outcome => outcome.IsAcknowledged);
        site.Delivered.ShouldBe(identifiers, ignoreOrder: true);
    }

    [Fact]
    public async Task a_sender_killed_before_sending_sends_when_it_is_back()
    {
        await using var site = await Site.StartAsync();
        var id = await site.SubmitAsync();

        await site.OpenAsync(site.Snapshot(site.OutboxPath), site.Snapshot(site.InboxPath));
        var outcomes = await site.SendAllAsync(id);

        outcomes[0].IsAcknowledged.ShouldBeTrue(outcomes[0].Problem);
        site.Delivered.ShouldBe([id]);
    }

    [Fact]
    public async Task a_sender_killed_before_the_receipt_sends_again_and_nothing_comes_twice()
    {
        await using var site = await Site.StartAsync();
        var id = await site.SubmitAsync();
        var outbox = site.Snapshot(site.OutboxPath);
        await site.SendAllAsync(id);

        await site.OpenAsync(outbox, site.Snapshot(site.InboxPath));
        var outcomes = await site.SendAllAsync(id);

        outcomes[0].IsAcknowledged.ShouldBeTrue(outcomes[0].Problem);
        site.Delivered.ShouldBe([id]);
    }

    [Fact]
    public async Task a_receiver_killed_while_delivering_delivers_when_it_is_back()
    {
        await using var site = await Site.StartAsync();
        string? left = null;
        site.OnConsume = _ =>
        {
            left = site.Snapshot(site.InboxPath);
            throw new InvalidOperationException("killed");
        };
        var id = await site.SubmitAsync();
        await site.SendAllAsync(id);
        site.Delivered.ShouldBeEmpty();
        site.OnConsume = null;

        await site.OpenAsync(site.Snapshot(site.OutboxPath), left!);
        (await site.MessageReceiver.DeliverPendingAsync(CancellationToken.None)).ShouldBe(1);
        (await site.MessageReceiver.DeliverPendingAsync(CancellationToken.None)).ShouldBe(0);

        site.Delivered.ShouldBe([id]);
    }

    [Fact]
    public async Task a_message_that_nobody_can_take_ends_after_a_day()
    {
        await using var site = await Site.StartAsync();
        site.OnConsume = _ => throw new InvalidOperationException("never");
        var id = await site.SubmitAsync();
        await site.SendAllAsync(id);
        site.ReceiverTime.Shift = TimeSpan.FromHours(23);
        await Should.ThrowAsync<AggregateException>(() => site.MessageReceiver.DeliverPendingAsync(CancellationToken.None));
        site.GivenUp.ShouldBeEmpty();

        site.ReceiverTime.Shift = TimeSpan.FromHours(25);
        await Should.ThrowAsync<AggregateException>(() => site.MessageReceiver.DeliverPendingAsync(CancellationToken.None));

        site.GivenUp.ShouldBe([id]);
        site.OnConsume = null;
        site.ReceiverTime.Shift = TimeSpan.FromHours(26);
        (await site.MessageReceiver.DeliverPendingAsync(CancellationToken.None)).ShouldBe(0);
        site.Delivered.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_receiver_killed_while_storing_leaves_nothing_half_done()
    {
        await using var site = await Site.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(site.InboxPath, "half.tmp"), "half a message");
        var id = await site.SubmitAsync();

        await site.OpenAsync(site.Snapshot(site.OutboxPath), site.Snapshot(site.InboxPath));
        await site.SendAllAsync(id);

        site.Delivered.ShouldBe([id]);
    }

    [Fact]
    public async Task certificates_may_roll_over_while_a_message_is_under_way()
    {
        await using var site = await Site.StartAsync();
        using var newSender = TestKeys.Rsa("sender 2");
        using var newReceiver = TestKeys.Rsa("receiver 2");
        var before = await site.SubmitAsync();
        site.Receiving = site.Receiving with
        {
            DecryptionKeys = [new DecryptionKey(newReceiver), new DecryptionKey(TestKeys.Receiver)],
            Partners = [site.Receiving.Partners[0] with { Signers = [Correspondence.Trust(newSender), Correspondence.Trust(TestKeys.Sender)] }],
        };
        site.Sending = site.Sending with
        {
            SigningKey = new SigningKey(newSender, SignatureAlgorithm.RsaPkcs1Sha256),
            Partners = [site.Sending.Partners[0] with { EncryptTo = newReceiver }],
        };
        var after = await site.SubmitAsync();

        (await site.SendAllAsync(before, after)).ShouldAllBe(outcome => outcome.IsAcknowledged);

        site.Delivered.ShouldBe([before, after], ignoreOrder: true);
    }

    [Fact]
    public async Task a_certificate_no_longer_pinned_is_refused_for_good()
    {
        await using var site = await Site.StartAsync();
        var id = await site.SubmitAsync();
        site.Receiving = site.Receiving with
        {
            Partners = [site.Receiving.Partners[0] with { Signers = [Correspondence.Trust(TestKeys.Stranger)] }],
        };

        var outcomes = await site.SendAllAsync(id);

        outcomes[0].IsAcknowledged.ShouldBeFalse();
        outcomes[0].Problem!.ShouldContain("EBMS:0101");
        site.Delivered.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_clock_six_minutes_ahead_is_told_plainly_and_the_message_arrives_once_it_may()
    {
        await using var site = await Site.StartAsync();
        site.SenderTime.Shift = TimeSpan.FromMinutes(6);
        var id = await site.SubmitAsync();

        await site.MessageSender.SendDueAsync(CancellationToken.None);
        site.Answers.Single().Failures.Single().Detail.ShouldContain("clock is 6 minutes ahead");
        site.Delivered.ShouldBeEmpty();

        site.ReceiverTime.Shift = TimeSpan.FromMinutes(2);
        (await site.SendAllAsync(id))[0].IsAcknowledged.ShouldBeTrue();
        site.Delivered.ShouldBe([id]);
    }

    [Fact]
    public async Task a_wrong_party_is_refused_for_good_with_the_reason()
    {
        await using var site = await Site.StartAsync();
        var self = site.Receiving.Self;
        site.Receiving = site.Receiving with { Self = self with { Id = self.Id with { Type = null } } };

        var outcomes = await site.SendAllAsync(await site.SubmitAsync());

        outcomes[0].IsAcknowledged.ShouldBeFalse();
        outcomes[0].Problem!.ShouldContain("EBMS:0010");
        site.Delivered.ShouldBeEmpty();
    }

    [Fact]
    public async Task one_connection_in_ten_may_be_cut_before_or_after_the_message_was_taken()
    {
        await using var site = await Site.StartAsync();
        var random = new Random(20261122);
        var cuts = 0;
        site.Cut = () =>
        {
            lock (random)
            {
                var isCut = random.Next(10) == 0;
                cuts += isCut ? 1 : 0;
                return isCut ? random.Next(2) == 0 ? (true, false) : (false, true) : (false, false);
            }
        };
        var identifiers = new List<string>();
        for (var index = 0; index < 60; index++)
        {
            identifiers.Add(await site.SubmitAsync());
        }

        var outcomes = await site.SendAllAsync(identifiers);

        outcomes.ShouldAllBe(outcome => outcome.IsAcknowledged);
        cuts.ShouldBeGreaterThan(0);
        site.Delivered.ShouldBe(identifiers, ignoreOrder: true);
    }

    private static Task<ReceiverAnswer> ReceiveAsync(Site site, PackedMessage message) => site.MessageReceiver.ReceiveAsync(
        message.Wire.ContentType, message.Wire.Length, new MemoryStream(message.Wire.ToArray()), CancellationToken.None);
}
