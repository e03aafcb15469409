// SPDX-License-Identifier: EUPL-1.2

using System.IO.Pipelines;
using System.Net;
using Grpc.Core;
using Grpc.Core.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>One call: its request, its answer, and how it ended, which is decided once.</summary>
internal sealed class ClientCall<TResponse> : IDisposable
    where TResponse : class
{
    private static readonly string UserAgent = $"grpc-csharp-onceonly/{typeof(GrpcChannel).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Longer than any timer: as good as no deadline.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(40);

    private readonly GrpcChannel _channel;
    private readonly CallOptions _options;
    private readonly Func<DeserializationContext, TResponse> _deserializer;
    private readonly CancellationTokenSource _cancellation;
    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<MessageReader?> _answer = Task.FromResult<MessageReader?>(null);
    private ITimer? _deadline;
    private HttpResponseMessage? _response;
    private CallEnd? _end;
    private volatile bool _deadlinePassed;

    public ClientCall(GrpcChannel channel, CallOptions options, Func<DeserializationContext, TResponse> deserializer)
    {
        _channel = channel;
        _options = options;
        _deserializer = deserializer;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, channel.Shutdown);
        Token = _cancellation.Token;
    }

    public CancellationToken Token { get; }

    public Task<Metadata> ResponseHeadersAsync => _headers.Task;

    /// <summary>Completes, always well, when the call has ended.</summary>
    public Task Ended => _ended.Task;

    public void Start(IMethod method, string? host, GrpcContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _channel.UriOf(method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        if (host is not null)
        {
            request.Headers.Host = host;
        }

        if (_options.Deadline is { } deadline && deadline != DateTime.MaxValue)
        {
            var timeout = deadline.ToUniversalTime() - _channel.Time.GetUtcNow().UtcDateTime;
            if (timeout <= TimeSpan.Zero)
            {
                _deadlinePassed = true;
                Fail(new OperationCanceledException());
                return;
            }

            request.Headers.TryAddWithoutValidation(GrpcHeader.Timeout, TimeoutHeader.Encode(timeout));
            if (timeout < LongestTimeout)
            {
                _deadline = _channel.Time.CreateTimer(static call => ((ClientCall<TResponse>)call!).PassDeadline(), this, timeout, Timeout.InfiniteTimeSpan);
            }
        }

        AddHeaders(request);
        _answer = SendAsync(request);
    }

    /// <summary>The next message, or null after the last one.</summary>
    /// <exception cref="RpcException">The call did not end with OK.</exception>
    public async Task<TResponse?> ReadAsync()
    {
        try
        {
            if (await _answer is { } reader && _end is null)
            {
                if (await reader.ReadAsync(_deserializer, Token) is { } message)
                {
                    return message;
                }

                End(ResponseHeaders.EndOf(_response!.TrailingHeaders));
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        return _end!.IsOk ? null : throw _end.ToException();
    }

    /// <summary>The message of an answer that must hold exactly one.</summary>
    public async Task<TResponse> ReadSingleAsync()
    {
        var message = await ReadAsync();
        if (message is not null && await ReadAsync() is null)
        {
            return message;
        }

        var violation = new CallEnd(new Status(StatusCode.Unimplemented, "The server did not answer with exactly one message."));
        End(violation, cancel: true);
        throw violation.ToException();
    }

    public void ThrowIfEnded()
    {
        if (_end is not null)
        {
            throw _end.ToException();
        }
    }

    /// <summary>Why a message could not be sent: the status, when the server has told one.</summary>
    public async Task<RpcException> ExplainAsync(Exception exception)
    {
        await _answer;
        return (_end ?? new CallEnd(StatusOf(exception))).ToException();
    }

    public CancellationTokenRegistration CancelWith(CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(static call => ((ClientCall<TResponse>)call!).Cancel(), this);

    public Status GetStatus() => EndOrThrow().Status;

    public Metadata GetTrailers() => EndOrThrow().Trailers;

    public void Dispose()
    {
        Fail(new OperationCanceledException());
        GC.SuppressFinalize(this);
    }

    private void AddHeaders(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation("user-agent", UserAgent);
        request.Headers.TryAddWithoutValidation(GrpcHeader.AcceptEncoding, GrpcHeader.AcceptedEncodings);
        foreach (var entry in _options.Headers ?? Metadata.Empty)
        {
            if (GrpcHeader.IsMetadata(entry.Key))
            {
                var value = MetadataHeaders.Encode(entry);
                _ = request.Headers.TryAddWithoutValidation(entry.Key, value) || request.Content!.Headers.TryAddWithoutValidation(entry.Key, value);
            }
        }
    }

    /// <summary>Never throws: what goes wrong ends the call.</summary>
    private async Task<MessageReader?> SendAsync(HttpRequestMessage request)
    {
        try
        {
            var response = await _channel.SendAsync(request, Token);
            _response = response;
            if (_end is not null)
            {
                response.Dispose();
                return null;
            }

            _headers.TrySetResult(ResponseHeaders.Read(response));
            if (ResponseHeaders.EndOf(response) is { } end)
            {
                End(end);
                return null;
            }

            var body = await response.Content.ReadAsStreamAsync(Token);
            return new MessageReader(PipeReader.Create(body), _channel.MaxReceiveMessageSize, ResponseHeaders.EncodingOf(response));
        }
        catch (Exception exception)
        {
            Fail(exception);
            return null;
        }
    }

    private void PassDeadline()
    {
        _deadlinePassed = true;
        Cancel();
    }

    private void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended meanwhile.
        }
    }

    private Status StatusOf(Exception exception)
    {
        if (_deadlinePassed)
        {
            return new Status(StatusCode.DeadlineExceeded, "The deadline has passed.");
        }

        return Token.IsCancellationRequested || exception is OperationCanceledException
            ? new Status(StatusCode.Cancelled, "The call was cancelled by the client.")
            : TransportFailure.StatusOf(exception);
    }

    private void Fail(Exception exception) => End(new CallEnd(StatusOf(exception)), cancel: true);

    private void End(CallEnd end, bool cancel = false)
    {
        if (Interlocked.CompareExchange(ref _end, end, null) is not null)
        {
            return;
        }

        _headers.TrySetException(end.ToException());
        _ = _headers.Task.Exception;
        _deadline?.Dispose();
        if (cancel)
        {
            Cancel();
        }

        _ended.TrySetResult();
        _response?.Dispose();
        _cancellation.Dispose();
    }

    private CallEnd EndOrThrow() => _end ?? throw new InvalidOperationException("The call has not ended yet.");
}
