// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.EDelivery.Spool;

namespace OnceOnly.EDelivery.Tests.Spool;

public sealed class FileInboxTests : IDisposable
{
    private const int Rounds = 50;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-inbox-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_message_is_called_a_repetition_only_once_the_first_is_on_disk()
    {
        using var inbox = await FileInbox.OpenAsync(_folder.FullName, Cancel);
        for (var round = 0; round < Rounds; round++)
        {
            var stored = round + 1;
            var message = new IncomingMessage($"{round}@sender.test", new PartyId("sender"), "multipart/related", TimeProvider.System.GetUtcNow(), "one");

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => CommitAsync(inbox, message, stored), Cancel)));

            answers.Count(answer => answer == Commitment.Stored).ShouldBe(1);
            answers.Count(answer => answer == Commitment.Repeated).ShouldBe(3);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<Commitment> CommitAsync(FileInbox inbox, IncomingMessage message, int stored)
    {
        await using var staged = await inbox.StageAsync(new byte[64 * 1024], Cancel);
        var answer = await staged.CommitAsync(message, DateTimeOffset.MaxValue, Cancel);
        _folder.EnumerateFiles("*.message").Count().ShouldBe(stored);
        return answer;
    }
}
