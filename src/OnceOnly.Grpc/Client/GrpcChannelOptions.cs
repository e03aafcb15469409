// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.Net.Client;

/// <summary>How a channel reaches its server.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>Sends the requests; by default a handler of the channel's own. Give this or <see cref="HttpClient"/>.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    public HttpClient? HttpClient { get; set; }

    /// <summary>The channel disposes the given handler or client with itself.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Limit of a received message in bytes, also after decompression; null for none.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Limit of a sent message in bytes; null for none.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Where the channel looks for a <see cref="TimeProvider"/>.</summary>
    public IServiceProvider? ServiceProvider { get; set; }
}
