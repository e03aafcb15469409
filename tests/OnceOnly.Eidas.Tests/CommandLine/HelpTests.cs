// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Tests.CommandLine;

public sealed class HelpTests
{
    [Theory]
    [InlineData("--help", "ledger verify", null)]
    [InlineData("saml --help", "saml inspect", "ledger verify")]
    [InlineData("saml validate --help", "--connector CONNECTOR.json", "saml inspect")]
    [InlineData("saml validate response.xml --now yesterday --help", "--connector CONNECTOR.json", "saml inspect")]
    [InlineData("nothing --help", "ledger verify", null)]
    public async Task help_is_an_answer_and_about_what_was_named(string words, string told, string? untold)
    {
        var (code, output, error) = await Command.RunAsync(words.Split(' '));

        code.ShouldBe(0);
        error.ShouldBeEmpty();
        output.ShouldContain(told);
        (untold is not null && output.Contains(untold, StringComparison.Ordinal)).ShouldBeFalse(output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    public async Task without_a_command_the_usage_is_told_as_an_error(string words)
    {
        var (code, output, error) = await Command.RunAsync(words.Split(' '));

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain("ledger verify");
    }

    [Theory]
    [InlineData("2026-11-21T12:00:00Z", true)]
    [InlineData("2026-11-21T12:00:00.1234567+00:00", true)]
    [InlineData("2026-11-21T14:00:00+02:00", true)]
    [InlineData("2026-11-21T12:00:00", true)]
    [InlineData("2026-11-21", false)]
    [InlineData("12:00", false)]
    [InlineData("21.11.2026 12:00:00", false)]
    public async Task every_command_understands_the_same_times(string time, bool isOne)
    {
        foreach (var words in new string[][]
        {
            ["as4", "open", "/nowhere"],
            ["oots", "verify-catalogue", "/nowhere", "--headers", "/nowhere", "--roots", "/nowhere"],
            ["saml", "metadata", "/nowhere"],
            ["saml", "validate", "/nowhere", "--metadata", "/nowhere", "--entity-id", "urn:x", "--acs", "urn:x", "--request-id", "_1"],
        })
        {
            var (code, _, error) = await Command.RunAsync([.. words, "--now", time]);

            code.ShouldBe(2);
            error.Contains("--now must be a time", StringComparison.Ordinal).ShouldBe(!isOne, string.Join(' ', words));
        }
    }
}
