// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Parties;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.EDelivery.Spool;
using OnceOnly.EDelivery.Tests.World;

namespace OnceOnly.EDelivery.Tests.Exchange;

/// <summary>Who is slow takes no more room than what has come of it, and not for ever.</summary>
public sealed class SlowSenderTests : IAsyncDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("as4-slow-");
    private readonly List<Task<ReceiverAnswer>> under = [];
    private readonly List<StallingStream> stalled = [];
    private readonly CancellationTokenSource end = new();
    private Site site = null!;
    private FileInbox inbox = null!;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task strangers_who_announce_much_and_send_little_close_no_door(bool announced)
    {
        var receiver = await ReceiverAsync(new ReceiverOptions());
        for (var stranger = 0; stranger < 200; stranger++)
        {
            _ = Send(receiver, 100 * MiB, stallsAt: 10, announced);
        }

        (await SendWholeAsync(receiver)).Signal.ShouldNotBeNull();
        under.ShouldAllBe(request => !request.IsCompleted);
    }

    [Fact]
    public async Task a_small_message_passes_a_large_one_that_waits_for_room()
    {
        var receiver = await ReceiverAsync(new ReceiverOptions { Limits = new OpeningLimits { MaxMessageBytes = 2 * MiB }, MaxBytesAtOnce = 3 * MiB });
        var holds = Send(receiver, 2 * MiB, stallsAt: 3 * MiB / 2);
        var waits = Send(receiver, 2 * MiB, stallsAt: 2 * MiB);

        (await SendWholeAsync(receiver)).Signal.ShouldNotBeNull();
        waits.IsCompleted.ShouldBeFalse();

        stalled[0].Release();
        (await holds).StatusCode.ShouldBe(400);
        (await waits).StatusCode.ShouldBe(400);
    }

    [Fact]
    public async Task bodies_that_come_at_once_and_fit_only_one_after_another_all_come_in()
    {
        var receiver = await ReceiverAsync(new ReceiverOptions { Limits = new OpeningLimits { MaxMessageBytes = 2 * MiB }, MaxBytesAtOnce = 3 * MiB });
        for (var body = 0; body < 12; body++)
        {
            _ = Send(receiver, 2 * MiB, stallsAt: body * MiB / 8, announced: body % 2 == 0);
        }

        stalled.ForEach(body => body.Release());

        (await Task.WhenAll(under)).ShouldAllBe(answer => answer.StatusCode == 400);
    }

    [Fact]
    public async Task whoever_claims_to_be_a_partner_makes_us_sign_so_many_refusals_a_minute_and_no_more()
    {
        var time = new ShiftedTime();
        var receiver = await ReceiverAsync(new ReceiverOptions { SignedRefusalsPerMinute = 3 }, time);
        site.Receiving = site.Receiving with
        {
            Partners = [site.Receiving.Partners[0] with { Signers = [Correspondence.Trust(TestKeys.Stranger)] }],
        };

        var answers = new List<bool>();
        for (var message = 0; message < 5; message++)
        {
            answers.Add(IsSigned(await SendWholeAsync(receiver)));
        }

        answers.Add(IsSigned(await SendWholeAsync(receiver, action: "Unknown")));
        time.Shift = TimeSpan.FromMinutes(1);
        answers.Add(IsSigned(await SendWholeAsync(receiver)));

        answers.ShouldBe([true, true, true, false, false, false, true]);
    }

    [Fact]
    public async Task a_message_waits_for_its_turn_to_be_verified_and_then_is_asked_to_come_again()
    {
        var receiver = await ReceiverAsync(new ReceiverOptions { VerifiedAtOnce = 1, MaxWait = TimeSpan.FromMilliseconds(50) });
        var (inside, leave) = (new ManualResetEventSlim(), new ManualResetEventSlim());
        var before = site.Receiving;
        var blocked = 1;
        blocking = () =>
        {
            if (Interlocked.Exchange(ref blocked, 0) == 1)
            {
                inside.Set();
                leave.Wait(TimeSpan.FromMinutes(1));
            }

            return before;
        };
        var first = Task.Run(() => SendWholeAsync(receiver));
        inside.Wait(TimeSpan.FromMinutes(1)).ShouldBeTrue();

        (await SendWholeAsync(receiver)).StatusCode.ShouldBe(503);
        leave.Set();
        (await first).Failures.ShouldBeEmpty();
        (await SendWholeAsync(receiver)).Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_body_that_does_not_come_in_time_is_cut_off()
    {
        var receiver = await ReceiverAsync(new ReceiverOptions { BodyTimeout = TimeSpan.FromMilliseconds(50) });

        (await Send(receiver, 100 * MiB, stallsAt: MiB)).StatusCode.ShouldBe(408);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        foreach (var request in under)
        {
            await request.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        end.Dispose();
        inbox.Dispose();
        await site.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private Func<AccessPoint>? blocking;

    private async Task<MessageReceiver> ReceiverAsync(ReceiverOptions options, TimeProvider? time = null)
    {
        site = await Site.StartAsync();
        inbox = await FileInbox.OpenAsync(folder.FullName, CancellationToken.None);
        return new MessageReceiver(() => blocking?.Invoke() ?? site.Receiving, inbox, site, options, time ?? TimeProvider.System);
    }

    private Task<ReceiverAnswer> Send(MessageReceiver receiver, long length, long stallsAt, bool announced = true)
    {
        var body = new StallingStream(length, stallsAt);
        stalled.Add(body);
        var request = receiver.ReceiveAsync("multipart/related", announced ? length : null, body, end.Token);
        under.Add(request);
        return request;
    }

    private static bool IsSigned(ReceiverAnswer answer) => Encoding.UTF8.GetString(answer.Signal!.ToArray()).Contains("SignatureValue>", StringComparison.Ordinal);

    private static Task<ReceiverAnswer> SendWholeAsync(MessageReceiver receiver, string? action = null)
    {
        var packed = Correspondence.Pack(Correspondence.Header with { Timestamp = TimeProvider.System.GetUtcNow(), Action = action ?? Correspondence.Header.Action });
        return receiver.ReceiveAsync(packed.Wire.ContentType, packed.Wire.Length, new MemoryStream(packed.Wire.ToArray()), CancellationToken.None);
    }
}
