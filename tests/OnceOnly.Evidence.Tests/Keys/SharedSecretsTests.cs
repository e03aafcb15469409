// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Keys;

public sealed class SharedSecretsTests : IAsyncDisposable
{
    private readonly World _world = new();

    private ISharedSecrets Secrets => _world.Get<ISharedSecrets>();

    [Fact]
    public async Task the_first_of_a_name_stays_and_every_instance_reads_it()
    {
        (await Secrets.TryAddAsync(Secret("b", "first"), World.Soon)).ShouldBeTrue();
        (await Secrets.TryAddAsync(Secret("b", "second"), World.Soon)).ShouldBeFalse();
        (await Secrets.TryAddAsync(Secret("a", "other"), World.Soon)).ShouldBeTrue();
        (await Secrets.TryAddAsync(Secret("c", "elsewhere") with { Kind = "cookies" }, World.Soon)).ShouldBeTrue();
        await using var instance = new World(_world);
        (await instance.Get<ISharedSecrets>().FindAllAsync("signing", World.Soon))
            .Select(secret => secret.Name + "=" + Encoding.UTF8.GetString(secret.Value.Span))
            .ShouldBe(["a=other", "b=first"]);
        await Secrets.RemoveAsync("signing", "b", World.Soon);
        (await Secrets.FindAllAsync("signing", World.Soon)).Select(secret => secret.Name).ShouldBe(["a"]);
    }

    [Fact]
    public async Task a_secret_cannot_be_read_or_moved_in_the_database()
    {
        await Secrets.TryAddAsync(Secret("a", "open sesame"), World.Soon);
        _world.Query("SELECT value FROM shared_secret WHERE instr(value, 'sesame') > 0", "keys").ShouldBeEmpty();
        _world.Query("UPDATE shared_secret SET name = 'b'", "keys");
        await Should.ThrowAsync<System.Security.Cryptography.CryptographicException>(async () => await Secrets.FindAllAsync("signing", World.Soon));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static SharedSecret Secret(string name, string value) => new("signing", name, Encoding.UTF8.GetBytes(value));
}
