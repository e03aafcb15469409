// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OnceOnly.Grpc.Tests.Serving;

/// <summary>Keeps what the server logs.</summary>
public sealed class RecordedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text, Exception? Exception)> _lines = new();

    public IReadOnlyCollection<(LogLevel Level, string Text, Exception? Exception)> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Recorder(this);

    public void Dispose()
    {
    }

    private sealed class Recorder(RecordedLogs logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => logs._lines.Enqueue((logLevel, formatter(state, exception), exception));
    }
}
