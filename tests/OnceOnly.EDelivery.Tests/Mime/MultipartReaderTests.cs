// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.EDelivery.Mime;

namespace OnceOnly.EDelivery.Tests.Mime;

public class MultipartReaderTests
{
    private const string Type = "multipart/related; boundary=b; type=\"application/soap+xml\"";
    private const string Soap = "Content-Type: application/soap+xml\r\nContent-ID: <root>\r\n\r\n<e/>";

    [Theory]
    [InlineData("--b\r\n" + Soap + "\r\n--b\r\nContent-ID: <a>\r\n\r\nx\r\ny\r\n--b--\r\n")]
    [InlineData("preamble\r\n--b  \r\n" + Soap + "\r\n--b\r\nContent-ID: <a>\r\nContent-Transfer-Encoding: base64\r\n\r\neA0K\r\neQ==\r\n--b--epilogue")]
    public void parts_are_what_stands_between_the_delimiters(string message)
    {
        WireParts.TryRead(Type, Encoding.Latin1.GetBytes(message), MimeLimits.Default, out var parts, out var fault).ShouldBeTrue(fault.ToString());

        Encoding.Latin1.GetString(parts!.Envelope.Content.Span).ShouldBe("<e/>");
        parts.Attachments.Select(part => (part.ContentId, Encoding.Latin1.GetString(part.Content.Span))).ShouldBe([("a", "x\r\ny")]);
    }

    [Fact]
    public void the_start_parameter_names_the_root()
    {
        var message = "--b\r\nContent-ID: <a>\r\n\r\nx\r\n--b\r\n" + Soap + "\r\n--b--";

        WireParts.TryRead(Type + "; start=\"<root>\"", Encoding.Latin1.GetBytes(message), MimeLimits.Default, out var parts, out _).ShouldBeTrue();

        parts!.Attachments.Select(part => part.ContentId).ShouldBe(["a"]);
    }

    [Fact]
    public void a_boundary_that_another_line_begins_with_is_no_delimiter()
    {
        var message = "--b\r\n" + Soap + "\r\n--b\r\nContent-ID: <a>\r\n\r\nx\r\n--bc\r\ny\r\n--b--";

        WireParts.TryRead(Type, Encoding.Latin1.GetBytes(message), MimeLimits.Default, out var parts, out _).ShouldBeTrue();

        Encoding.Latin1.GetString(parts!.Attachments[0].Content.Span).ShouldBe("x\r\n--bc\r\ny");
    }

    [Theory]
    [InlineData("", MimeFault.Truncated)]
    [InlineData("--b\r\n" + Soap, MimeFault.Truncated)]
    [InlineData("--b\r\n" + Soap + "\r\n--b\r\nContent-ID: <a>\r\n\r\nx", MimeFault.Truncated)]
    [InlineData("--b\r\nno header\r\n\r\n<e/>\r\n--b--", MimeFault.Headers)]
    [InlineData("--b\r\nContent-Type: text/plain\r\nContent-Type: application/soap+xml\r\n\r\n<e/>\r\n--b--", MimeFault.Headers)]
    [InlineData("--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n<e/>\r\n--b--", MimeFault.Nested)]
    [InlineData("--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<e/>\r\n--b--", MimeFault.TransferEncoding)]
    [InlineData("--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--b--", MimeFault.TransferEncoding)]
    [InlineData("--b\r\n" + Soap + "\r\n--b\r\n\r\nx\r\n--b--", MimeFault.ContentId)]
    [InlineData("--b\r\n" + Soap + "\r\n--b\r\nContent-ID: <\u00fc>\r\n\r\nx\r\n--b--", MimeFault.ContentId)]
    [InlineData("--b\r\n" + Soap + "\r\n--b\r\nContent-ID: <a>\r\nContent-Transfer-Encoding: \u00a0base64\r\n\r\neA==\r\n--b--", MimeFault.TransferEncoding)]
    [InlineData("--b\r\n" + Soap + "\r\n--b\r\nContent-ID: <root>\r\n\r\nx\r\n--b--", MimeFault.ContentId)]
    [InlineData("--b\r\nContent-ID: <a>\r\n\r\nx\r\n--b--", MimeFault.ContentType)]
    public void what_readers_could_see_differently_is_refused(string message, MimeFault expected)
    {
        WireParts.TryRead(Type, Encoding.Latin1.GetBytes(message), MimeLimits.Default, out _, out var fault).ShouldBeFalse();

        fault.ShouldBe(expected);
    }

    [Theory]
    [InlineData("multipart/related; boundary=b; type=\"application/soap+xml\";")]
    [InlineData("multipart/related;boundary=b;type=application/soap+xml")]
    [InlineData("Multipart/Related ; Boundary = \"b\" ;; start=<root>")]
    public void content_types_are_read_as_senders_write_them(string type)
    {
        var message = "--b\r\nContent-Type: application/soap+xml; charset=UTF-8;\r\nContent-ID: <root>\r\n\r\n<e/>\r\n--b--";

        WireParts.TryRead(type, Encoding.Latin1.GetBytes(message), MimeLimits.Default, out var parts, out var fault).ShouldBeTrue(fault.ToString());

        parts!.Attachments.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a/b; c=\"d\\\"e\\\\;f\"; g=h/i", "c", "d\"e\\;f")]
    [InlineData("a/b; c=\"d\\\"e\\\\;f\"; g=h/i", "G", "h/i")]
    [InlineData("a/b; c=\"\"", "c", "")]
    [InlineData("a/b;", "c", null)]
    public void a_parameter_is_what_stands_after_its_name(string type, string name, string? value)
    {
        MediaType.TryParse(type, out var read).ShouldBeTrue();

        read!.Name.ShouldBe("a/b");
        read.Parameter(name).ShouldBe(value);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a/b/c")]
    [InlineData("/b")]
    [InlineData("a/b c=d")]
    [InlineData("a/b, c/d")]
    [InlineData("a/b; c")]
    [InlineData("a/b; c=")]
    [InlineData("a/b; =d")]
    [InlineData("a/b; c=d e")]
    [InlineData("a/b; c=d(e)")]
    [InlineData("a/b; c=\"d")]
    [InlineData("a/b; c=\"d\\")]
    [InlineData("a/b; c=\"d\u0001\"")]
    [InlineData("a/b; c=\"d\"e")]
    [InlineData("a/b; c=d; C=e")]
    public void a_malformed_content_type_is_refused(string type) => MediaType.TryParse(type, out _).ShouldBeFalse();

    [Fact]
    public void a_header_may_begin_on_its_second_line_and_a_file_have_any_name()
    {
        var message = "--b\r\n" + Soap + "\r\n--b\r\nContent-ID:\r\n <a>\r\nContent-Type:\r\n\ttext/plain;\r\n\tname=\"\u00fc \u2013.txt\"\r\n"
            + "Content-Disposition: attachment; filename=\"\u00fc \u2013.txt\"\r\n\r\nx\r\n--b--";

        WireParts.TryRead(Type, Encoding.UTF8.GetBytes(message), MimeLimits.Default, out var parts, out var fault).ShouldBeTrue(fault.ToString());

        parts!.Attachments.Select(part => part.ContentId).ShouldBe(["a"]);
    }

    [Fact]
    public void caps_hold()
    {
        var limits = new MimeLimits(MaxParts: 2, MaxHeaderBytes: 100, MaxPreambleBytes: 10);
        string Part(string id, int padding) => $"--b\r\nX-Filler: {new string('x', padding)}\r\nContent-ID: <{id}>\r\n\r\nx\r\n";

        MimeFault Read(string message)
        {
            WireParts.TryRead(Type, Encoding.Latin1.GetBytes(message), limits, out _, out var fault).ShouldBeFalse();
            return fault;
        }

        Read(Part("a", 1) + Part("b", 1) + Part("c", 1) + "--b--").ShouldBe(MimeFault.TooManyParts);
        Read(Part("a", 200) + "--b--").ShouldBe(MimeFault.Headers);
        Read(new string('p', 50) + "\r\n" + Part("a", 1) + "--b--").ShouldBe(MimeFault.Truncated);
    }

    [Theory]
    [InlineData("text/xml")]
    [InlineData("multipart/related")]
    [InlineData("multipart/mixed; boundary=b")]
    [InlineData("multipart/related; boundary=b; boundary=c")]
    [InlineData("multipart/related; boundary=\"\"")]
    [InlineData(null)]
    public void other_content_types_are_refused(string? type)
    {
        WireParts.TryRead(type, "--b\r\n"u8.ToArray(), MimeLimits.Default, out _, out var fault).ShouldBeFalse();

        fault.ShouldBe(MimeFault.ContentType);
    }
}
