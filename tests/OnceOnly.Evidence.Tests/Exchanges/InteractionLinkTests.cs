// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Exchanges;

public sealed class InteractionLinkTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Theory]
    [InlineData("x")]
    [InlineData("+")]
    [InlineData("\"")]
    [InlineData("\u0001")]
    [InlineData("α")]
    [InlineData("漢")]
    [InlineData("🏛")]
    public async Task a_link_with_the_longest_state_and_address_opens(string character)
    {
        var address = "https://school.example/back?" + new string('a', RequestEvidenceCommand.LongestReturnUri - 28);
        _world.Registers.Services["school"] = _world.School with { ReturnUris = new HashSet<string>(StringComparer.Ordinal) { address } };
        var text = string.Concat(Enumerable.Repeat(character, RequestEvidenceCommand.LongestState / character.Length));
        var call = new EServiceCall(_world.School, (await _world.GiveAsync(_world.School, World.Maria, "birth")).Id);
        var asked = (await _world.Broker.RequestAsync(call, new("birth", null, address, text), World.Soon)).ShouldSucceed();
        var preview = (await _world.Previews.OpenAsync(asked.Interaction!.Token, World.Maria, World.Soon)).ShouldSucceed();
        preview.ReturnUri!.AbsoluteUri.ShouldEndWith("&state=" + Uri.EscapeDataString(text));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();
}
