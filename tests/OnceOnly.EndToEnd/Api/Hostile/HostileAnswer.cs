// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text.Json;

namespace OnceOnly.EndToEnd.Api.Hostile;

/// <summary>How the gateway answered what it was sent.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="GrpcStatus">Status code of gRPC, where one was given.</param>
/// <param name="MediaType">Of the body.</param>
/// <param name="Body">Text of the answer.</param>
/// <param name="Path">What was called.</param>
internal sealed record HostileAnswer(int Status, int? GrpcStatus, string? MediaType, string Body, string Path)
{
    public static async Task<HostileAnswer> ReadAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Encodings of messages stand beside the body's headers in tests, but travel as the request's own.
        if (request.Content?.Headers.TryGetValues("grpc-encoding", out var encodings) == true)
        {
            request.Headers.TryAddWithoutValidation("grpc-encoding", encodings);
            request.Content.Headers.Remove("grpc-encoding");
        }

        using var response = await http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var code = response.TrailingHeaders.TryGetValues("grpc-status", out var trailer) || response.Headers.TryGetValues("grpc-status", out trailer)
            ? int.Parse(trailer.First(), CultureInfo.InvariantCulture)
            : (int?)null;
        return new((int)response.StatusCode, code, response.Content.Headers.ContentType?.MediaType, body, request.RequestUri!.AbsolutePath);
    }

    public IEnumerable<string> FaultsAgainst(IReadOnlyCollection<int> expected)
    {
        if (Status >= 500)
        {
            yield return $"answered {Status}";
        }

        var code = GrpcStatus ?? Status;
        if (expected.Count > 0 && !expected.Contains(code))
        {
            yield return $"answered {code}, not {string.Join(" or ", expected)}";
        }

        // What is wrong with the lines of HTTP itself, the server refuses before any of us sees it.
        var isByServer = Body.Length == 0 && expected.Count == 0 && Status is (400 or 414 or 431);
        if (Path.StartsWith("/v1/", StringComparison.Ordinal) && Status >= 400 && !isByServer && MediaType != "application/problem+json")
        {
            yield return $"answered {MediaType}, no problem document";
        }

        if (Path.StartsWith("/connect/", StringComparison.Ordinal) && Status >= 400 && MediaType == "application/json" && !JsonDocument.Parse(Body).RootElement.TryGetProperty("error", out _))
        {
            yield return "the answer names no error";
        }
    }
}
