// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Net;
using Grpc.Core;

namespace OnceOnly.Grpc.Tests.Protocol;

/// <summary>What came back, header by header.</summary>
public sealed record RawAnswer(HttpStatusCode Http, Dictionary<string, string> Headers, Dictionary<string, string> Trailers, byte[] Body)
{
    /// <summary>True when the status came in the headers, with nothing after them.</summary>
    public bool IsTrailersOnly => Headers.ContainsKey("grpc-status") && Trailers.Count == 0 && Body.Length == 0;

    public StatusCode Status => (StatusCode)int.Parse(Find("grpc-status") ?? "-1", CultureInfo.InvariantCulture);

    public string? Message => Find("grpc-message");

    private string? Find(string name) => Trailers.GetValueOrDefault(name) ?? Headers.GetValueOrDefault(name);
}
