// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Identity.Tests.Harness;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Identity.Tests.State;

public sealed class ExpiryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task what_has_expired_leaves_the_database_by_itself()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var database = host.Services.GetRequiredKeyedService<ISqlDatabase>(DatabaseName.State);
        ValueTask<long> CountAsync() => database.OneAsync(new SqlStatement("SELECT count(*) FROM protocol_item WHERE kind <> 'cleaning'"), row => row.GetInt64(0), default);
        await client.PushedAsync();
        (await CountAsync()).ShouldBe(2); // the request, and the mark of the client assertion

        using var patience = new CancellationTokenSource(Patience);
        while (await CountAsync() > 0)
        {
            // Again and again: the host does not say when its worker has begun to wait.
            host.Clock.Advance(TimeSpan.FromHours(1));
            await Task.Delay(10, patience.Token);
        }
    }
}
