// SPDX-License-Identifier: EUPL-1.2

using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.CommandLine;

/// <summary>Whatever file a command is given, it answers as documented: exit 0, 1 or 2, never an exception.</summary>
public sealed class OddFilesTests : IDisposable
{
    private const string Now = "2026-11-21T12:00:00Z";

    private static readonly int Rounds = Environment.GetEnvironmentVariable("ONCEONLY_LONG") == "1" ? 2_000 : 60;

    private readonly string folder = Directory.CreateTempSubdirectory("odd-files-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task odd_files_get_an_answer_from_every_command()
    {
        foreach (var (name, bytes) in Odd())
        {
            await AskAllAsync(bytes, name);
        }
    }

    [Fact]
    public async Task damaged_messages_get_an_answer_from_every_command()
    {
        byte[][] genuine =
        [
            Encoding.UTF8.GetBytes(new Forge().Build()),
            Actors.Request().Xml.ToArray(),
            NodeMetadataDocument.Create(Actors.Node, null, Actors.Now, TimeSpan.FromDays(1), metadataKey: new SigningKey(TestKeys.NodeP256)),
            Encoding.UTF8.GetBytes(TestKeys.NodeP256.ExportCertificatePem()),
            Encoding.UTF8.GetBytes(Mime),
            Encoding.UTF8.GetBytes("digest: SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\noots-response-sig: eyJhbGciOiJFUzI1NiJ9..AAAA\n"),
        ];
        for (var seed = 0; seed < Rounds; seed++)
        {
            await AskAllAsync(Damage(genuine[seed % genuine.Length], seed), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("folder")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("a\0b")]
    public async Task what_is_no_file_is_a_matter_of_usage(string kind)
    {
        var path = kind switch
        {
            "nothing" => Path.Combine(folder, "nothing"),
            "folder" => folder,
            _ => kind,
        };
        foreach (var words in Commands(path).Where(words => words[0] != "oots" || words[1] != "validate"))
        {
            var (code, output, error) = await Command.RunAsync(words);
            code.ShouldBe(2, string.Join(' ', words));
            output.ShouldBeEmpty();
            error.ShouldStartWith("onceonly ");
        }

        (await Command.RunAsync("oots", "validate", path)).Code.ShouldBe(1);
    }

    [Fact]
    public async Task an_output_that_cannot_be_written_and_an_interruption_are_no_crash()
    {
        string[] words = ["saml", "inspect", Keep("response.xml", Response)];
        using var full = new FullWriter();
        using var error = new StringWriter();
        (await Cli.CommandLine.RunAsync(words, full, error, TimeProvider.System, CancellationToken.None)).ShouldBe(2);
        (await Cli.CommandLine.RunAsync(words, TextWriter.Null, error, TimeProvider.System, new CancellationToken(canceled: true))).ShouldBe(2);

        error.ToString().ShouldBe($"onceonly saml inspect: no space{Environment.NewLine}onceonly saml inspect: interrupted{Environment.NewLine}");
    }

    private sealed class FullWriter : StringWriter
    {
        public override Task WriteAsync(string? value) => throw new IOException("no space");
    }

    private async Task AskAllAsync(byte[] bytes, string name)
    {
        var path = Path.Combine(folder, "odd");
        await File.WriteAllBytesAsync(path, bytes);
        foreach (var words in Commands(path))
        {
            var asked = $"{name}: {string.Join(' ', words)}";
            try
            {
                var (code, output, error) = await Command.RunAsync(words);
                code.ShouldBeInRange(0, 2, asked);
                (code == 2 ? error : output).ShouldNotBeEmpty(asked);
                (code == 2 ? output : error).ShouldBeEmpty(asked);
                if (code < 2 && (words[0] != "saml" || words[1] == "validate"))
                {
                    JsonNode.Parse(output).ShouldNotBeNull(asked);
                }
            }
            catch (Exception thrown) when (thrown is not ShouldAssertException)
            {
                throw new InvalidOperationException(asked, thrown);
            }
        }
    }

    // Each place of each command that a file can stand in, the others filled with what is right.
    private IEnumerable<string[]> Commands(string path)
    {
        var (key, certificate) = (Keep("key.pem", TestKeys.OurRsa.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()), Keep("certificate.pem", TestKeys.OurRsa.ExportCertificatePem()));
        var metadata = Keep("metadata.xml", Encoding.UTF8.GetString(NodeMetadata));
        var response = Keep("response.xml", Response);
        var empty = Keep("empty", string.Empty);
        yield return ["saml", "inspect", path];
        yield return ["saml", "metadata", path, "--now", Now];
        yield return ["saml", "metadata", path, "--now", Now, "--trust", certificate];
        yield return ["saml", "metadata", metadata, "--now", Now, "--trust", path];
        yield return Validate(path, metadata, key);
        yield return Validate(response, path, key);
        yield return Validate(response, metadata, path);
        yield return ["oots", "validate", path];
        yield return ["oots", "verify-catalogue", path, "--headers", empty, "--roots", certificate, "--now", Now];
        yield return ["oots", "verify-catalogue", empty, "--headers", path, "--roots", certificate, "--now", Now];
        yield return ["oots", "verify-catalogue", empty, "--headers", empty, "--roots", path, "--now", Now];
        yield return Open(path, key, certificate);
        yield return Open(empty, path, certificate);
        yield return Open(empty, key, path);
    }

    private static string[] Validate(string response, string metadata, string key) =>
        ["saml", "validate", response, "--metadata", metadata, "--entity-id", "https://a", "--acs", "https://b", "--request-id", "_1", "--now", Now, "--key", key];

    private string[] Open(string message, string key, string trust) =>
        ["as4", "open", message, "--key", key, "--trust", trust, "--now", Now, "--out", Path.Combine(folder, "parts")];

    private static byte[] NodeMetadata { get; } = NodeMetadataDocument.Create(Actors.Node, null, Actors.Now, TimeSpan.FromDays(1));

    private static string Response { get; } = new Forge().Build();

    private string Keep(string name, string text)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, text);
        }

        return path;
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Odd()
    {
        var xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + Response;
        yield return ("empty", []);
        yield return ("one byte order mark", [0xEF, 0xBB, 0xBF]);
        yield return ("half a byte order mark", [0xFF]);
        yield return ("UTF-16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Response)).ToArray());
        yield return ("UTF-16 the other way round", Encoding.BigEndianUnicode.GetPreamble().Concat(Encoding.BigEndianUnicode.GetBytes(Response)).ToArray());
        yield return ("UTF-16 without a mark", Encoding.Unicode.GetBytes(xml));
        yield return ("UTF-32", Encoding.UTF32.GetPreamble().Concat(Encoding.UTF32.GetBytes(Response)).ToArray());
        yield return ("zeros", new byte[5_000]);
        yield return ("white space", Encoding.ASCII.GetBytes(new string(' ', 5_000)));
        yield return ("no text", Enumerable.Range(0, 5_000).Select(number => (byte)(number * 7 % 256)).ToArray());
        foreach (var text in (string[])
        [
            "<", "<a", "<a>", "<a/><b/>", "<a xmlns:b=''/>", "<a b='1' b='2'/>", "&", "%", "=", "?", "--", "--\n", "--x\n--x--", "\r\n\r\n", ":", ": :\n\n", "null", "{}", "[]",
            "<?xml version=\"1.1\"?><a/>", "<?xml version=\"1.0\" encoding=\"utf-7\"?><a/>", "<?xml version=\"1.0\" encoding=\"ibm037\"?><a/>", "<?xml version=\"9.0\"?><a/>",
            "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "<a>&b;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>\uFFFF</a>",
            "SAMLResponse", "SAMLResponse=", "SAMLResponse=%", "SAMLResponse=%ZZ", "SAMLRequest=AAAA", "?SAMLRequest=&SAMLResponse=", "https://a?SAMLRequest=fVLB", "A", "AA==", "AAAA", "====",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----", "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----",
            "Content-Type: multipart/related\n\n", "Content-Type: multipart/related; boundary=\n\n--\n", "Content-Type: multipart/related; boundary=\"" + new string('a', 300) + "\"\n\n", "HTTP/1.1 200 OK\nContent-Type: x", "Content-Type: multipart/related; boundary=x\n\n--x\n\n<a/>\n--x\nContent-ID: <>\n\n\n--x--",
            "digest: SHA-256=\noots-response-sig: ..", "digest: SHA-256=AA==\noots-response-sig: AAAA..AAAA", "digest: SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\noots-response-sig: e30..",
            "<q:QueryResponse xmlns:q='urn:oasis:names:tc:ebxml-regrep:xsd:query:4.0'/>", "<q:QueryRequest xmlns:q='urn:oasis:names:tc:ebxml-regrep:xsd:query:4.0' id=''/>",
            "<p:Response xmlns:p='urn:oasis:names:tc:SAML:2.0:protocol'/>", "<m:EntityDescriptor xmlns:m='urn:oasis:names:tc:SAML:2.0:metadata' validUntil='9999-12-31T23:59:59.9999999Z'/>",
            "<m:EntityDescriptor xmlns:m='urn:oasis:names:tc:SAML:2.0:metadata' validUntil='0001-01-01T00:00:00Z'/>",
        ])
        {
            yield return (text, Encoding.UTF8.GetBytes(text));
            yield return ("base64 of " + text, Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))));
        }

        yield return ("deep", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<a>", 200_000))));
        yield return ("wide", Encoding.ASCII.GetBytes("<a>" + string.Concat(Enumerable.Repeat("<b/>", 200_000)) + "</a>"));
        yield return ("many attributes", Encoding.ASCII.GetBytes("<a " + string.Concat(Enumerable.Range(0, 50_000).Select(number => $"b{number}='' ")) + "/>"));
        yield return ("a long line", Encoding.ASCII.GetBytes(new string('A', 3_000_000)));
        yield return ("compressed and large", Compress(new byte[20_000_000]));
        yield return ("compressed twice", Compress(Compress(Encoding.UTF8.GetBytes(Response))));
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionLevel.Fastest))
        {
            deflate.Write(bytes);
        }

        return Encoding.ASCII.GetBytes(Convert.ToBase64String(output.ToArray()));
    }

#pragma warning disable CA5394 // Only the seed has to be reproducible.
    private static byte[] Damage(byte[] message, int seed)
    {
        var random = new Random(seed);
        var damaged = message.ToList();
        for (var times = random.Next(1, 4); times > 0 && damaged.Count > 10; times--)
        {
            var at = random.Next(damaged.Count);
            var length = Math.Min(random.Next(1, 300), damaged.Count - at);
            switch (random.Next(4))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveRange(at, length);
                    break;
                case 2:
                    damaged.InsertRange(random.Next(damaged.Count), damaged.GetRange(at, length));
                    break;
                default:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
            }
        }

        return [.. damaged];
    }
#pragma warning restore CA5394

    private const string Mime = """
        Content-Type: multipart/related; boundary="x"; type="application/soap+xml"

        --x
        Content-Type: application/soap+xml;charset=UTF-8

        <S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Header><eb:Messaging xmlns:eb="http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/" S:mustUnderstand="true"><eb:UserMessage><eb:MessageInfo><eb:Timestamp>2026-11-21T12:00:00Z</eb:Timestamp><eb:MessageId>a@b</eb:MessageId></eb:MessageInfo></eb:UserMessage></eb:Messaging></S:Header><S:Body/></S:Envelope>
        --x
        Content-ID: <p@b>

        part
        --x--
        """;
}
