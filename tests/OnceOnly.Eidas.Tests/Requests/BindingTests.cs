// SPDX-License-Identifier: EUPL-1.2

using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using OnceOnly.Eidas.Requests;
using OnceOnly.Eidas.Saml;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.Requests;

/// <summary>Messages in forms and queries, and times as SAML writes them.</summary>
public class BindingTests
{
    private const int LargestMessage = 256 * 1024;

    private static readonly SigningKey Key = new(TestKeys.NodeP256);

    [Fact]
    public void a_redirect_carries_the_message_deflated_and_signs_the_query_as_it_stands()
    {
        var request = new AuthnRequest("_1", Actors.Now, "https://node.example.es/sso", Encoding.UTF8.GetBytes("<a/>"));
        var address = request.RedirectAddress("a b&c", Key).AbsoluteUri;

        address.ShouldStartWith("https://node.example.es/sso?SAMLRequest=");
        var query = address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..];
        query.Split('&').Select(parameter => parameter.Split('=')[0]).ShouldBe(["SAMLRequest", "RelayState", "SigAlg", "Signature"]);
        var values = QueryHelpers.ParseQuery(query);
        values["RelayState"].ToString().ShouldBe("a b&c");
        values["SigAlg"].ToString().ShouldBe("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256");
        RedirectQuery.TryDecode(values["SAMLRequest"], out var message).ShouldBeTrue();
        Encoding.UTF8.GetString(message).ShouldBe("<a/>");
        using var ecdsa = TestKeys.NodeP256.GetECDsaPublicKey()!;
        var signed = query[..query.IndexOf("&Signature=", StringComparison.Ordinal)];
        ecdsa.VerifyData(Encoding.ASCII.GetBytes(signed), Convert.FromBase64String(values["Signature"]!), HashAlgorithmName.SHA256).ShouldBeTrue();
    }

    [Fact]
    public void a_redirect_may_carry_the_message_as_it_is_and_no_signature_of_its_own()
    {
        var request = new AuthnRequest("_1", Actors.Now, "https://node.example.es/sso?a=1", Encoding.UTF8.GetBytes("<a>???~~~</a>"));
        var beside = new Dictionary<string, string>(StringComparer.Ordinal) { ["country"] = "EL" };

        request.EnvelopedRedirectAddress("a b&c", beside).AbsoluteUri.ShouldBe(
            "https://node.example.es/sso?a=1&SAMLRequest=PGE%2BPz8%2Ffn5%2BPC9hPg%3D%3D&RelayState=a%20b%26c&country=EL");
        request.EnvelopedRedirectAddress("").Query.ShouldBe("?a=1&SAMLRequest=PGE%2BPz8%2Ffn5%2BPC9hPg%3D%3D");
        Should.Throw<ArgumentException>(() => request.EnvelopedRedirectAddress(new string('α', 41)));
        Should.Throw<ArgumentNullException>(() => RedirectQuery.CreateEnveloped(null!, PostForm.RequestField, "<a/>"u8, null)).ParamName.ShouldBe("destination");
    }

    [Fact]
    public void a_redirect_may_go_without_relay_state_and_to_an_address_with_a_query()
    {
        var address = RedirectQuery.Create("https://node.example.es/sso?a=1", PostForm.ResponseField, "<a/>"u8, null, Key).AbsoluteUri;

        address.ShouldStartWith("https://node.example.es/sso?a=1&SAMLResponse=");
        address.ShouldNotContain("RelayState");
    }

    [Fact]
    public void relay_state_is_80_bytes_at_most_in_a_redirect_too()
    {
        RedirectQuery.Create("https://a.example", PostForm.RequestField, "<a/>"u8, new string('α', 40), Key).Query.ShouldContain("RelayState=%CE%B1");
        Should.Throw<ArgumentException>(() => RedirectQuery.Create("https://a.example", PostForm.RequestField, "<a/>"u8, new string('α', 40) + "a", Key))
            .Message.ShouldStartWith("RelayState may not be longer than 80 bytes.");
        Should.Throw<ArgumentException>(() => PostForm.Fields(PostForm.RequestField, "<a/>"u8, new string('α', 40) + "a"))
            .Message.ShouldStartWith("RelayState may not be longer than 80 bytes.");
        Should.Throw<ArgumentNullException>(() => RedirectQuery.Create(null!, PostForm.RequestField, "<a/>"u8, null, Key)).ParamName.ShouldBe("destination");
        Should.Throw<ArgumentNullException>(() => RedirectQuery.Create("https://a.example", PostForm.RequestField, "<a/>"u8, null, null!)).ParamName.ShouldBe("key");
    }

    [Fact]
    public void a_form_carries_the_message_and_the_relay_state()
    {
        PostForm.Fields("SAMLResponse", "<a/>"u8, "relay").ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["SAMLResponse"] = "PGEvPg==", ["RelayState"] = "relay" });
        PostForm.TryDecode("PGEv\r\nPg==", out var message).ShouldBeTrue();
        Encoding.UTF8.GetString(message).ShouldBe("<a/>");
    }

    [Fact]
    public void an_empty_relay_state_is_left_out()
    {
        RedirectQuery.Create("https://a.example", PostForm.RequestField, "<a/>"u8, "", Key).Query.ShouldNotContain("RelayState");
        PostForm.Fields(PostForm.RequestField, "<a/>"u8, "").Keys.ShouldBe(["SAMLRequest"]);
    }

    [Fact]
    public void what_goes_beside_a_message_is_escaped_and_not_signed()
    {
        var beside = new Dictionary<string, string>(StringComparer.Ordinal) { ["country"] = "EL", ["a b"] = "c&d" };

        var query = RedirectQuery.Create("https://a.example", PostForm.RequestField, "<a/>"u8, "relay", Key, beside).Query[1..];
        var values = QueryHelpers.ParseQuery(query);
        values.Keys.ShouldBe(["SAMLRequest", "RelayState", "SigAlg", "Signature", "country", "a b"]);
        query.ShouldEndWith("&country=EL&a%20b=c%26d");
        using var ecdsa = TestKeys.NodeP256.GetECDsaPublicKey()!;
        var signed = query[..query.IndexOf("&Signature=", StringComparison.Ordinal)];
        ecdsa.VerifyData(Encoding.ASCII.GetBytes(signed), Convert.FromBase64String(values["Signature"]!), HashAlgorithmName.SHA256).ShouldBeTrue();

        PostForm.Fields(PostForm.RequestField, "<a/>"u8, "relay", beside).ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SAMLRequest"] = "PGEvPg==", ["RelayState"] = "relay", ["country"] = "EL", ["a b"] = "c&d",
        });
    }

    [Theory]
    [InlineData("SAMLRequest")]
    [InlineData("SAMLResponse")]
    [InlineData("relaystate")]
    [InlineData("SigAlg")]
    [InlineData("Signature")]
    [InlineData("SAMLEncoding")]
    public void nothing_beside_a_message_replaces_what_the_binding_defines(string name)
    {
        var beside = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = "x" };

        Should.Throw<ArgumentException>(() => PostForm.Fields(PostForm.RequestField, "<a/>"u8, null, beside)).Message.ShouldContain(name);
        Should.Throw<ArgumentException>(() => RedirectQuery.Create("https://a.example", PostForm.RequestField, "<a/>"u8, null, Key, beside))
            .Message.ShouldContain(name);
    }

    [Fact]
    public void a_field_that_is_none_or_too_long_is_not_read()
    {
        PostForm.TryDecode(null, out _).ShouldBeFalse();
        PostForm.TryDecode("", out _).ShouldBeFalse();
        PostForm.TryDecode("%%%", out _).ShouldBeFalse();
        PostForm.TryDecode("PGEvPg==".PadRight(LargestMessage * 3 / 2), out _).ShouldBeTrue();
        PostForm.TryDecode("PGEvPg==".PadRight((LargestMessage * 3 / 2) + 1), out _).ShouldBeFalse();
    }

    [Fact]
    public void a_query_that_is_none_or_too_long_is_not_read()
    {
        RedirectQuery.TryDecode(null, out _).ShouldBeFalse();
        RedirectQuery.TryDecode("%%%", out _).ShouldBeFalse();
        RedirectQuery.TryDecode("PGEvPg==", out _).ShouldBeFalse();
        RedirectQuery.TryDecode("Bw==", out _).ShouldBeFalse("no such block");
        RedirectQuery.TryDecode("AwA=", out _).ShouldBeFalse("nothing");
        RedirectQuery.TryDecode(Deflated(1).PadRight(LargestMessage), out _).ShouldBeTrue();
        RedirectQuery.TryDecode(Deflated(1).PadRight(LargestMessage + 1), out _).ShouldBeFalse();
    }

    [Fact]
    public void a_message_is_not_inflated_beyond_the_size_of_any_message()
    {
        RedirectQuery.TryDecode(Deflated(LargestMessage), out var message).ShouldBeTrue();
        message.Length.ShouldBe(LargestMessage);
        RedirectQuery.TryDecode(Deflated(LargestMessage + 1), out _).ShouldBeFalse();
        RedirectQuery.TryDecode(Deflated(50 * LargestMessage), out message).ShouldBeFalse();
        message.ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-11-21T12:00:01Z", 0)]
    [InlineData("2026-11-21T12:00:01.5Z", 5_000_000)]
    [InlineData("2026-11-21T12:00:01.1234567Z", 1_234_567)]
    [InlineData("2026-11-21T12:00:01.12345678Z", 1_234_567)]
    [InlineData("2026-11-21T12:00:01.123456789012345678Z", 1_234_567)]
    public void a_time_is_read_to_a_ten_millionth_of_a_second(string text, long ticks) =>
        SamlInstant.Parse(text).ShouldBe(Actors.Now.AddSeconds(1).AddTicks(ticks));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-11-21T12:00:01")]
    [InlineData("2026-11-21T12:00:01z")]
    [InlineData("2026-11-21t12:00:01Z")]
    [InlineData("2026-11-21T12:00:01.Z")]
    [InlineData(" 2026-11-21T12:00:01Z")]
    [InlineData("2026-11-21 12:00:01Z")]
    [InlineData("2026-11-21T24:00:00Z")]
    [InlineData("2026-11-21T12:00:01+00:00")]
    [InlineData("2026-11-21T12:00:01.12345678")]
    [InlineData("2026-11-21T12:00:01.1234567890")]
    [InlineData("2026-11-21T12:00:01,12345678Z")]
    [InlineData("2026-11-21T12:00:01.1234567x9Z")]
    [InlineData("2026-11-21T12:00:01.12345678ZZ")]
    [InlineData("2026-11-21T12:00:01.1234567890123456789Z")]
    public void other_forms_are_no_times(string? text) => SamlInstant.Parse(text).ShouldBeNull();

    [Fact]
    public void a_time_is_written_in_UTC_with_milliseconds() =>
        SamlInstant.Format(new DateTimeOffset(2026, 11, 21, 14, 0, 1, 7, TimeSpan.FromHours(2))).ShouldBe("2026-11-21T12:00:01.007Z");

    private static string Deflated(int length)
    {
        using var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(new byte[length]);
        }

        return Convert.ToBase64String(output.ToArray());
    }
}
