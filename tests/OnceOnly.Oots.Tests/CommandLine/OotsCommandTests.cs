// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using OnceOnly.Oots.Tests.CommonServices;
using Entry = OnceOnly.Cli.CommandLine;

namespace OnceOnly.Oots.Tests.CommandLine;

public sealed class OotsCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("oots-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Valid_messages_of_each_kind_are_told_apart_one_line_a_file()
    {
        var files = new[] { Samples.Request20, Samples.Response12, Samples.Preview12 }.Select((text, index) => Write($"{index}.xml", text)).ToArray();
        var (code, lines) = await RunAsync(["oots", "validate", .. files]);
        code.ShouldBe(0);
        lines.Select(line => $"{line["kind"]} {line["version"]} {line["valid"]}").ShouldBe(["request 2.0 true", "response 1.2 true", "error 1.2 true"]);
        lines.ShouldAllBe(line => line["rules"]!.AsArray().Count == 0);
        lines.Select(line => line["file"]!.GetValue<string>()).ShouldBe(files);
    }

    [Fact]
    public async Task A_broken_rule_makes_the_file_invalid_and_a_warning_does_not()
    {
        var broken = Write("broken.xml", Samples.Request20.Replace("1984-02-29", "1984", StringComparison.Ordinal));
        var warned = Write("warned.xml", Samples.Request20.Replace("//sr.oots.tech.ec.europa.eu/evidence", "//sr.acc.oots.tech.ec.europa.eu/evidence", StringComparison.Ordinal));
        var (code, lines) = await RunAsync("oots", "validate", broken, warned);
        code.ShouldBe(1);
        lines[0]["valid"]!.GetValue<bool>().ShouldBeFalse();
        lines[0]["rules"]!.ToJsonString().ShouldBe("[\"R-EDM-REQ-C043\"]");
        lines[1]["valid"]!.GetValue<bool>().ShouldBeTrue();
        lines[1]["warnings"]!.ToJsonString().ShouldBe("[\"R-EDM-REQ-C115\"]");
    }

    [Fact]
    public async Task Prefixes_order_and_white_space_decide_nothing()
    {
        var renamed = Samples.Request20
            .Replace("xmlns:rim=", "xmlns:ns4=", StringComparison.Ordinal).Replace("<rim:", "<ns4:", StringComparison.Ordinal)
            .Replace("</rim:", "</ns4:", StringComparison.Ordinal).Replace("\"rim:", "\"ns4:", StringComparison.Ordinal)
            .Replace("xmlns:sdg=", "xmlns=", StringComparison.Ordinal).Replace("sdg:", string.Empty, StringComparison.Ordinal)
            .Replace("<ns4:Value>", "<ns4:Value>\n  ", StringComparison.Ordinal).Replace("><", ">\n\t<!-- between --><", StringComparison.Ordinal);
        var (code, lines) = await RunAsync("oots", "validate", Write("renamed.xml", renamed));
        lines[0]["rules"]!.ToJsonString().ShouldBe("[]");
        code.ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<html/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>")]
    [InlineData("<q:QueryResponse xmlns:q='urn:oasis:names:tc:ebxml-regrep:xsd:query:4.0'><r:Exception xmlns:r='urn:oasis:names:tc:ebxml-regrep:xsd:rs:4.0' code='DSD:ERR:0001'/></q:QueryResponse>")]
    public async Task What_is_no_message_gets_a_line_with_a_reason(string content)
    {
        var (code, lines) = await RunAsync("oots", "validate", Write("x.xml", content), Path.Combine(folder, "missing.xml"));
        code.ShouldBe(1);
        lines.Count.ShouldBe(2);
        lines.ShouldAllBe(line => !line["valid"]!.GetValue<bool>() && line["reason"]!.GetValue<string>().Length > 0);
    }

    [Theory]
    [InlineData("windows-1252", true)]
    [InlineData("utf-7", true)]
    [InlineData("iso-8859-1", false)]
    public async Task An_encoding_that_is_not_read_is_said_to_be_the_reason(string encoding, bool said)
    {
        var (_, lines) = await RunAsync("oots", "validate", Write("x.xml", $"<?xml version='1.0' encoding='{encoding}'?><a>"));
        lines[0]["reason"]!.GetValue<string>().Contains("encoding is not supported", StringComparison.Ordinal).ShouldBe(said);
    }

    [Fact]
    public async Task A_code_list_of_the_deployment_replaces_ours()
    {
        Write("procedures.csv", "code\nT3\nZ1\n");
        var message = Write("z1.xml", Samples.Request20.Replace("<rim:Value>T3<", "<rim:Value>Z1<", StringComparison.Ordinal));
        (await RunAsync("oots", "validate", message)).Code.ShouldBe(1);
        (await RunAsync("oots", "validate", message, "--codelists", folder)).Code.ShouldBe(0);
        (await RunAsync("oots", "validate", message, "--codelists", folder + "/none")).Code.ShouldBe(2);
        (await RunAsync("oots", "validate", message, "--codelists", Directory.CreateDirectory(folder + "/empty").FullName)).Code.ShouldBe(2);
        (await RunAsync("oots", "validate")).Code.ShouldBe(2);
        Write("procedures.csv", "code\n");
        (await RunAsync("oots", "validate", message, "--codelists", folder)).Code.ShouldBe(2);
    }

    [Fact]
    public async Task A_catalogue_answer_is_verified_from_files()
    {
        var signer = new CatalogueSigner();
        var body = Write("body.xml", "<answer/>");
        var headers = Write("headers.txt", "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n"
            + string.Concat(signer.Sign("<answer/>"u8.ToArray()).Select(header => $"{header.Key}: {header.Value}\r\n")));
        var roots = Write("roots.pem", signer.Root.ExportCertificatePem());
        var (code, lines) = await RunAsync("oots", "verify-catalogue", body, "--headers", headers, "--roots", roots, "--now", "2026-11-22T01:00:00Z");
        code.ShouldBe(0);
        lines[0].ToJsonString().ShouldBe("""{"valid":true,"reason":null,"algorithm":"ES256","signer":"CN=Test catalogue","signedAt":"2026-11-22T00:00:00Z"}""");
        (await RunAsync("oots", "verify-catalogue", body, "--headers", headers, "--roots", roots, "--now", "2028-11-22T01:00:00Z")).Code.ShouldBe(1);
        (await RunAsync("oots", "verify-catalogue", body, "--headers", headers, "--roots", body, "--now", "2026-11-22T01:00:00Z")).Code.ShouldBe(2);
        (await RunAsync("oots", "verify-catalogue", body, "--headers", headers, "--roots", roots, "--now", "today")).Code.ShouldBe(2);
    }

    private static async Task<(int Code, List<JsonNode> Lines)> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Entry.RunAsync(words, output, error, TimeProvider.System, CancellationToken.None);
        return (code, [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)]);
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
