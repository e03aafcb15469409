// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Metadata;

namespace OnceOnly.Eidas.Tests.Metadata;

/// <summary>Where a browser may be sent.</summary>
public class EndpointAddressTests
{
    [Theory]
    [InlineData("https://idp.example/sso", "https://idp.example/sso")]
    [InlineData("HTTPS://IDP.example/sso", "HTTPS://IDP.example/sso")]
    [InlineData(" https://idp.example/sso\n", "https://idp.example/sso")]
    [InlineData("https://idp.example:8443/a@b?c=d%20e|f", "https://idp.example:8443/a@b?c=d%20e|f")]
    [InlineData("https://xn--9ca.example", "https://xn--9ca.example")]
    [InlineData("https://[::1]/sso", "https://[::1]/sso")]
    public void an_https_address_is_taken_as_it_stands(string location, string expected)
    {
        EndpointAddress.TryRead(location, out var address).ShouldBeTrue();
        address.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("http://idp.example/sso")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///sso")]
    [InlineData("/sso")]
    [InlineData("//idp.example/sso")]
    [InlineData("idp.example/sso")]
    [InlineData("https:idp.example/sso")]
    [InlineData("https:///sso")]
    [InlineData("https://")]
    [InlineData("https://idp example/sso")]
    [InlineData("https://idp.example/s so")]
    [InlineData("https://idp.example/\u0001")]
    [InlineData("https://é.example/sso")]
    [InlineData("https://idp.example/é")]
    [InlineData("https://idp.example:99999/")]
    [InlineData("https://user@idp.example/")]
    [InlineData("https://user:word@idp.example/")]
    [InlineData("https://@idp.example/")]
    [InlineData("https://idp.example/#")]
    [InlineData("https://idp.example/?a#b")]
    public void nothing_else_is_one(string? location)
    {
        EndpointAddress.TryRead(location, out var address).ShouldBeFalse();
        address.ShouldBeNull();
    }
}
