// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Evidence.Ledger;

namespace OnceOnly.Benchmarks.Storage;

/// <summary>State in an engine in which so much is stored already, and a gateway's heart that works on it.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly LedgerRecord _entry;
    private Heart _heart;

    private Place(string engine, long stored, FilledBytes bytes, IReadOnlyDictionary<string, string?> settings, Heart heart, LedgerRecord entry)
    {
        Title = string.Create(CultureInfo.InvariantCulture, $"| {engine} | {stored:N0} ");
        Bytes = bytes;
        _settings = settings;
        _heart = heart;
        _entry = entry;
    }

    /// <summary>Begin of a table's line.</summary>
    public string Title { get; }

    public FilledBytes Bytes { get; }

    public static async Task<Place> CreateAsync(IEngine engine, long stored, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"stored_{stored}");
        var settings = await engine.CreateAsync(name, cancellationToken);
        await using (var first = new Heart(settings))
        {
            await first.ExchangeAsync(cancellationToken);
        }

        var bytes = await new Filling(engine, name).RunAsync(stored, cancellationToken);
        var heart = new Heart(settings);
        await heart.SequenceAsync(cancellationToken);
        var entry = await heart.EntryAsync(cancellationToken);
        heart.Start();
        return new Place(engine.Name, stored, bytes, settings, heart, entry);
    }

    public Task ExchangeAsync(CancellationToken cancellationToken) => _heart.ExchangeAsync(cancellationToken);

    public Task AppendAsync(CancellationToken cancellationToken) => _heart.AppendAsync(_entry, cancellationToken);

    /// <summary>Ends background work, so that entries wait until somebody sequences them.</summary>
    public async Task QuietAsync(CancellationToken cancellationToken)
    {
        await _heart.DisposeAsync();
        _heart = new Heart(_settings);
        await _heart.SequenceAsync(cancellationToken);
    }

    public Task SequenceAsync(CancellationToken cancellationToken) => _heart.SequenceAsync(cancellationToken);

    public ValueTask DisposeAsync() => _heart.DisposeAsync();
}
