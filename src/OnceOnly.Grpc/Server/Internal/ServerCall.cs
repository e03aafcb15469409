// SPDX-License-Identifier: EUPL-1.2

using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Core.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>One call, between the HTTP request that carries it and the service that answers it.</summary>
internal sealed class ServerCall(HttpContext http, IMethod method, GrpcServiceOptions options, CallDeadline? deadline) : ServerCallContext
{
    public const string HttpContextKey = "__HttpContext";
    private const int InternalError = 2;
    private static readonly TimeSpan MomentForToken = TimeSpan.FromSeconds(1);

    private readonly MessageReader _reader = new(http.Request.BodyReader, options.MaxReceiveMessageSize, http.Request.Headers[GrpcHeader.Encoding]);
    private readonly MessageWriter _writer = new(options.MaxSendMessageSize);
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;
    private IDictionary<object, object>? _userState;
    private bool _hasMessages;
    private volatile bool _ended;

    public HttpContext Http => http;

    /// <summary>How the call ended.</summary>
    public StatusCode Outcome { get; private set; }

    public bool ClientHasLeft { get; private set; }

    protected override string MethodCore => method.FullName;

    protected override string HostCore => http.Request.Host.Value ?? "";

    protected override string PeerCore => http.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetwork } address => $"ipv4:{new IPEndPoint(address, http.Connection.RemotePort)}",
        var address => $"ipv6:{new IPEndPoint(address, http.Connection.RemotePort)}",
    };

    protected override DateTime DeadlineCore => deadline?.At ?? DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadRequestHeaders();

    protected override CancellationToken CancellationTokenCore => deadline?.Token ?? http.RequestAborted;

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override IDictionary<object, object> UserStateCore =>
        _userState ??= new Dictionary<object, object> { [HttpContextKey] = http };

    /// <summary>Lifts the server's demands on the pace of the request body: a stream of messages has pauses.</summary>
    public void ExpectSlowRequest()
    {
        if (http.Features.Get<Microsoft.AspNetCore.Server.Kestrel.Core.Features.IHttpMinRequestBodyDataRateFeature>() is { } pace)
        {
            pace.MinDataRate = null;
        }
    }

    public void ThrowIfEnded()
    {
        if (_ended)
        {
            throw new OperationCanceledException("The call has ended.");
        }
    }

    /// <summary>The next message, or null after the last one.</summary>
    public async ValueTask<T?> ReadAsync<T>(Func<DeserializationContext, T> deserializer, CancellationToken cancellationToken)
        where T : class
    {
        ThrowIfEnded();
        try
        {
            return await _reader.ReadAsync(deserializer, cancellationToken);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw await ClientLeftAsync(exception);
        }
    }

    /// <summary>The only message.</summary>
    public async ValueTask<T> ReadSingleAsync<T>(Func<DeserializationContext, T> deserializer)
        where T : class
    {
        try
        {
            return await _reader.ReadSingleAsync(deserializer, CancellationToken.None);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw await ClientLeftAsync(exception);
        }
    }

    /// <summary>Writes a message into the response; <see cref="FlushAsync"/> sends it.</summary>
    public void Write<T>(T message, Action<T, SerializationContext> serializer)
    {
        lock (_writer)
        {
            ThrowIfEnded();
            _writer.Write(http.Response.BodyWriter, message, serializer);
            _hasMessages = true;
        }
    }

    /// <summary>Writes the only message, unless the service has set another status than OK.</summary>
    public void WriteLast<T>(T? message, Action<T, SerializationContext> serializer)
        where T : class
    {
        if (StatusCore.StatusCode == StatusCode.OK && !_ended)
        {
            Write(message ?? throw new InvalidOperationException("The service returned no message."), serializer);
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        // The server must not see the token: it would reset the stream, and no status could follow.
        var writer = http.Response.BodyWriter;
        var flush = writer.FlushAsync(CancellationToken.None);
        await using var cancellation = flush.IsCompleted
            ? default
            : cancellationToken.UnsafeRegister(static pending => ((PipeWriter)pending!).CancelPendingFlush(), writer);
        var result = await flush;
        if (result.IsCompleted || result.IsCanceled)
        {
            throw result.IsCompleted ? await ClientLeftAsync() : new OperationCanceledException("The call has ended.");
        }
    }

    /// <summary>Ends the response, unless it has ended: headers alone when there was nothing but an error.</summary>
    public async ValueTask EndAsync(Status status, Metadata? errorTrailers = null)
    {
        lock (_writer)
        {
            if (_ended)
            {
                return;
            }

            _ended = true;
            Outcome = status.StatusCode;
        }

        if (_writer.IsBroken)
        {
            http.Features.Get<IHttpResetFeature>()?.Reset(InternalError);
            return;
        }

        if (status.StatusCode == StatusCode.OK && !_hasMessages)
        {
            await http.Response.StartAsync();
        }

        var destination = _hasMessages || http.Response.HasStarted
            ? http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : http.Response.Headers;
        GrpcResponse.End(destination, status);
        if (_responseTrailers is not null)
        {
            GrpcResponse.Append(destination, _responseTrailers);
        }

        if (errorTrailers is not null)
        {
            GrpcResponse.Append(destination, errorTrailers);
        }
    }

    /// <summary>Ends the response while the service still runs, and lets go what it waits for.</summary>
    public async Task CutOffAsync(Status status)
    {
        _responseTrailers = null;
        await EndAsync(status);
        http.Request.BodyReader.CancelPendingRead();
        http.Response.BodyWriter.CancelPendingFlush();
        await http.Response.CompleteAsync();
    }

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        lock (_writer)
        {
            ThrowIfEnded();
            if (_hasMessages || http.Response.HasStarted)
            {
                throw new InvalidOperationException("The response headers were already sent.");
            }

            GrpcResponse.Append(http.Response.Headers, responseHeaders);
        }

        await http.Response.StartAsync();
        await FlushAsync(CancellationToken.None);
    }

    private async Task<OperationCanceledException> ClientLeftAsync(Exception? cause = null)
    {
        ClientHasLeft = true;

        // The server tells the token a moment later, and whoever catches the exception looks at the token.
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = http.RequestAborted.Register(told.SetResult);
        await told.Task.WaitAsync(MomentForToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new OperationCanceledException("The client has left.", cause, CancellationToken);
    }

    private Metadata ReadRequestHeaders()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in http.Request.Headers)
        {
            foreach (var value in values)
            {
                if (!MetadataHeaders.TryAdd(metadata, name, value ?? ""))
                {
                    throw new RpcException(new Status(StatusCode.Internal, "A binary header is not base64."));
                }
            }
        }

        return metadata;
    }
}
