// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Protocol;

/// <summary>A gRPC request made by hand, so that it can be wrong.</summary>
public sealed class RawCall(Uri address, string path) : IDisposable
{
    public const string One = "/onceonly.testing.v1.Interop/One";
    public const string Nothing = "/onceonly.testing.v1.Interop/Nothing";
    public const string Down = "/onceonly.testing.v1.Interop/Down";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false });

    public Dictionary<string, string> Headers { get; } = new(StringComparer.Ordinal) { ["te"] = "trailers" };

    public string? ContentType { get; set; } = "application/grpc";

    public HttpMethod Verb { get; set; } = HttpMethod.Post;

    public Version Version { get; set; } = HttpVersion.Version20;

    public static RawCall To(SharedServer shared, string path) => new(shared.Server.Http2, path);

    /// <summary>A message behind its five bytes.</summary>
    public static byte[] Frame(IMessage message) => Frame(message.ToByteArray());

    public static byte[] Frame(byte[] payload, byte flag = 0, uint? length = null)
    {
        var frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), length ?? (uint)payload.Length);
        payload.CopyTo(frame, 5);
        return frame;
    }

    public async Task<RawAnswer> SendAsync(params byte[] body)
    {
        using var response = await OpenAsync(new ByteArrayContent(body));
        var content = await response.Content.ReadAsByteArrayAsync();
        return new RawAnswer(response.StatusCode, Texts(response.Headers), Texts(response.TrailingHeaders), content);
    }

    public async Task<HttpResponseMessage> OpenAsync(HttpContent body, CancellationToken cancellationToken = default)
    {
        if (ContentType is not null)
        {
            body.Headers.TryAddWithoutValidation("content-type", ContentType);
        }

        var request = new HttpRequestMessage(Verb, new Uri(address, path))
        {
            Version = Version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = Verb == HttpMethod.Get ? null : body,
        };
        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static Dictionary<string, string> Texts(HttpHeaders headers) =>
        headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
}
