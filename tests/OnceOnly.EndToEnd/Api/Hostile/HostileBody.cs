// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.IO.Compression;
using System.Text;
using static OnceOnly.EndToEnd.Api.Hostile.BodyKind;

namespace OnceOnly.EndToEnd.Api.Hostile;

/// <summary>A body that no honest client sends.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Content">Makes it anew.</param>
/// <param name="Answers">HTTP statuses with which it may be refused; over gRPC, status codes.</param>
internal sealed record HostileBody(string Name, Func<HttpContent> Content, params int[] Answers)
{
    private const string Form = "application/x-www-form-urlencoded";
    private const int Megabyte = 1024 * 1024;

    // What could be read is refused for what it lacks: a client, a session, the form's own token. 303 leads to a page that says so.
    private static readonly int[] Unread = [303, 400, 401, 413, 415];

    public static IEnumerable<HostileBody> For(BodyKind kind) => kind switch
    {
        OAuthForm => Forms(tooLarge: [400, 413], notForm: 400),
        BrowserForm => Forms(tooLarge: [303, 400, 413], notForm: 415),
        JsonText => Jsons(),
        GrpcMessage => Messages(),
        _ => [new("a body nobody asked for", () => Text("x", "text/plain")), new("a large body nobody asked for", () => Endless("text/plain")), new("a form nobody asked for", () => Bytes("a=b"u8, Form + "; charset=utf-7"))],
    };

    private static IEnumerable<HostileBody> Forms(int[] tooLarge, int notForm) =>
    [
        new("too large, and says so", () => Text("a=" + new string('x', Megabyte), Form), tooLarge),
        new("too large, and does not say so", () => Endless(Form), tooLarge),
        new("one value too long", () => Text("client_id=" + new string('x', 60_000), Form), Unread),
        new("too many fields", () => Text(string.Join('&', Enumerable.Range(0, 3000).Select(i => $"f{i}=1")), Form), Unread),
        new("a name too long", () => Text(new string('n', 5000) + "=1", Form), Unread),
        new("a field twice", () => Text("client_id=a&client_id=b&token=1&token=2", Form), Unread),
        new("bytes that are no UTF-8", () => Bytes([.. "client_id="u8, 0xFF, 0xFE, 0xC0, 0x80], Form), Unread),
        new("escapes that are no UTF-8", () => Text("client_id=%FF%FE&request_uri=%C0%80&token=%zz%", Form), Unread),
        new("control characters", () => Text("client_id=%00&request_uri=%00%0D%0A&token=%00&logout=%00&SAMLResponse=%00&RelayState=%00", Form), Unread),
        new("not a form", () => Text("{}", "application/json"), notForm, 400),
        new("of no media type", () => Bytes("a=b"u8, null), notForm, 400),
        new("of a media type that is none", () => Bytes("a=b"u8, ";;=/"), notForm, 400),
        new("parts without a boundary", () => Bytes("--x\r\n\r\n"u8, "multipart/form-data"), notForm, 400),
        new("parts that do not end", () => Bytes("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue"u8, "multipart/form-data; boundary=x"), notForm, 400),
        new("an encoding that is none", () => Bytes("a=b"u8, Form + "; charset=no-such"), Unread),
        new("UTF-7", () => Bytes("+ADw-script+AD4-=1"u8, Form + "; charset=utf-7"), Unread),
        new("empty", () => Bytes([], Form), Unread),
    ];

    private static IEnumerable<HostileBody> Jsons() =>
    [
        new("too large, and says so", () => Json($"\"{new string('x', Megabyte)}\""), 413),
        new("too large, and does not say so", () => Endless("application/json"), 413),
        new("too deep", () => Json(new string('[', 5000)), 400),
        new("too deep within a field", () => Json($$"""{"evidenceType":"a","state":{{new string('[', 64)}}{{new string(']', 64)}}}"""), 400),
        new("a member twice", () => Json("""{"evidenceType":"a","evidenceType":"b","sha256":[],"sha256":[]}"""), 400),
        new("an unknown member", () => Json("""{"evidenceType":"a","sha256":[],"__proto__":{}}"""), 400),
        new("bytes that are no UTF-8", () => Bytes([.. "{\"evidenceType\":\""u8, 0xFF, 0xC0, 0x80, .. "\"}"u8], "application/json"), 400),
        new("half a surrogate pair", () => Json("""{"evidenceType":"\ud800","sha256":["\udfff"]}"""), 400),
        new("a control character", () => Json("""{"evidenceType":"\u0000","sha256":["\u0000"]}"""), 400),
        new("a number beyond all numbers", () => Json("""{"evidenceType":1e999999,"sha256":[1e999999]}"""), 400),
        new("another encoding", () => new StringContent("""{"evidenceType":"a"}""", Encoding.Unicode, "application/json"), 415),
        new("an encoding that is none", () => Bytes("{}"u8, "application/json; charset=utf-7"), 415),
        new("not JSON", () => Text("a=b", "application/x-www-form-urlencoded"), 415),
        new("of no media type", () => Bytes("{}"u8, null), 415),
        new("of a media type that is none", () => Bytes("{}"u8, ";;=/"), 415),
        new("unfinished", () => Json("{"), 400),
        new("empty", () => Json(string.Empty), 400),
    ];

    // Status codes of gRPC: 2 UNKNOWN and 4 DEADLINE_EXCEEDED would be failures of ours.
    private static IEnumerable<HostileBody> Messages() =>
    [
        new("a message too large", () => Message(0, new byte[Megabyte]), 8),
        new("a length that nothing follows", () => Frame([0, 0x7F, 0xFF, 0xFF, 0xFF]), 8),
        new("the largest length", () => Frame([0, 0xFF, 0xFF, 0xFF, 0xFF]), 8),
        new("no protocol buffer", () => Message(0, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), 13),
        new("a field longer than its message", () => Message(0, [0x0A, 0x7F, 0x41]), 13),
        new("a text that is no UTF-8", () => Message(0, [0x7A, 0x02, 0xC0, 0x80, 0x0A]), 13),
        new("groups within groups", () => Message(0, [.. Enumerable.Repeat((byte)0x0B, 30_000)]), 13),
        new("compressed, and does not say how", () => Message(1, Gzip(new byte[100])), 13),
        new("compressed in a way nobody knows", () => Message(1, new byte[100], "snappy"), 12),
        new("compressed, and is not", () => Message(1, [1, 2, 3], "gzip"), 13),
        new("small outside and huge inside", () => Message(1, Gzip(new byte[50 * Megabyte]), "gzip"), 8),
        new("a flag that is none", () => Message(7, []), 13),
        new("two messages where one belongs", () => Frame([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 12),
        new("half a prefix", () => Frame([0, 0]), 13),
        new("no message", () => Frame([]), 12, 13),
    ];

    private static StringContent Text(string text, string mediaType) => new(text, Encoding.UTF8, mediaType);

    private static StringContent Json(string text) => Text(text, "application/json");

    private static ByteArrayContent Bytes(ReadOnlySpan<byte> bytes, string? mediaType)
    {
        var content = new ByteArrayContent(bytes.ToArray());
        if (mediaType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", mediaType).ShouldBeTrue();
        }

        return content;
    }

    /// <summary>Sixteen times the most that any endpoint reads, of a length that is told nowhere.</summary>
    private static EndlessContent Endless(string mediaType) => new(8 * Megabyte, mediaType);

    private static ByteArrayContent Frame(byte[] bytes, string? encoding = null)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/grpc");
        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("grpc-encoding", encoding);
        }

        return content;
    }

    private static ByteArrayContent Message(byte flag, byte[] bytes, string? encoding = null) =>
        Frame([flag, (byte)(bytes.Length >> 24), (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes], encoding);

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} ({string.Join(", ", Answers)})");
}
