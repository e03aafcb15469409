// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests;

public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("Identity:Issuer", "http://gateway.example", "Identity:Issuer")]
    [InlineData("Identity:Issuer", "https://gateway.example/", "Identity:Issuer")]
    [InlineData("Identity:Issuer", "", "Identity:Issuer")]
    [InlineData("Identity:MutualTlsBaseUri", "gateway", "Identity:MutualTlsBaseUri")]
    [InlineData("Identity:ResourceBaseUris:0", "http://gateway.example", "Identity:ResourceBaseUris")]
    [InlineData("Identity:Keys:PublishBefore", "00:00:30", "Identity:Keys:PublishBefore")]
    [InlineData("Identity:Keys:RotateAfter", "01:00:00", "Identity:Keys:RotateAfter")]
    [InlineData("Identity:Lifetimes:AccessToken", "00:06:00", "Identity:Lifetimes:AccessToken")]
    [InlineData("Identity:Lifetimes:Code", "00:01:01", "Identity:Lifetimes:Code")]
    [InlineData("Identity:Lifetimes:PushedRequest", "00:00:00", "Identity:Lifetimes:PushedRequest")]
    [InlineData("Identity:Lifetimes:SessionIdle", "05:00:00", "Identity:Lifetimes:SessionIdle")]
    [InlineData("Identity:Clients:0:ClientId", TestClient.Beta, "unique")]
    [InlineData("Identity:Clients:0:Tenant", "", "Identity:Clients:0")]
    [InlineData("Identity:Clients:0:Jwks", null, "Identity:Clients:0")]
    [InlineData("Identity:Clients:0:Jwks", "{}", "Identity:Clients:0:Jwks")]
    [InlineData("Identity:Clients:0:Jwks", """{"keys":[{"kty":"EC","crv":"P-256","x":"x","y":"y","d":"d"}]}""", "private key")]
    [InlineData("Identity:Clients:0:JwksFile", "/does/not/exist", "Identity:Clients:0")]
    [InlineData("Identity:Clients:0:RedirectUris:0", "http://alpha.example", "https")]
    [InlineData("Identity:Clients:0:RedirectUris:0", "https://alpha.example/#x", "fragment")]
    [InlineData("Identity:Clients:0:UserInfoClaims:0", "shoe_size", "shoe_size")]
    public async Task a_wrong_configuration_stops_the_start_and_names_the_key(string key, string? value, string message)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { [key] = value };
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => IdentityHost.StartAsync(settings));
        failure.Message.ShouldContain(message);
    }
}
