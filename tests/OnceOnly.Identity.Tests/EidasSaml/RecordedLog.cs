// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>Keeps the texts of everything logged.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    private readonly Channel<string> _news = Channel.CreateUnbounded<string>();

    public string Text => string.Join('\n', _lines);

    /// <summary>Waits, not for ever, for a line with that text.</summary>
    public async Task WaitForAsync(string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!(await _news.Reader.ReadAsync(patience.Token)).Contains(text, StringComparison.Ordinal))
        {
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        _lines.Enqueue(line);
        _news.Writer.TryWrite(line);
    }

    public void Dispose()
    {
    }
}
