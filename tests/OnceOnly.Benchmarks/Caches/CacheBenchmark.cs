// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Globalization;
using Microsoft.Extensions.Caching.Distributed;
using OnceOnly.Benchmarks.Comparison;
using OnceOnly.Evidence.Copies;
using OnceOnly.Storage.Caching;
using OnceOnly.Testing.Caches;
using StackExchange.Redis;

namespace OnceOnly.Benchmarks.Caches;

/// <summary>A document through the cache, decrypted, beside a raw Redis GET of the same bytes.</summary>
internal static class CacheBenchmark
{
    private const string Raw = "raw";

    private static readonly int[] Sizes = [2 * 1024, 32 * 1024];
    private static readonly int[] Callers = [1, 64];

    public static async Task RunAsync(Arguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        await using var redis = await RedisServer.StartAsync(cancellationToken);
        var endpoint = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{redis.Port}");
        using var connection = await ConnectionMultiplexer.ConnectAsync(endpoint);
        connection.PreserveAsyncOrder = false;
        foreach (var size in Sizes)
        {
            var piece = new HeldPiece(size);
            await using var far = Caches(piece, endpoint, memory: 0);
            await using var near = Caches(piece, endpoint, memory: 1 << 20);
            var database = connection.GetDatabase();
            await database.StringSetAsync(Raw, piece.Sealed.ToArray());
            await WarmAsync(far, near, piece, cancellationToken);
            Repetition[] contenders =
            [
                new("from Redis through the cache, decrypted", Through(far, piece)),
                new("raw GET, same client library", async _ => await database.StringGetAsync(Raw)),
                new("from the instance's memory, decrypted", Through(near, piece)),
            ];
            var reads = piece.Reads;
            await MeasureAsync(contenders, size, arguments, output, cancellationToken);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  the store was asked {piece.Reads - reads} times\n"));
        }
    }

    private static ServiceProvider Caches(HeldPiece piece, string endpoint, int memory)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Redis:Endpoint"] = endpoint,
            ["Redis:MemoryBytes"] = memory.ToString(CultureInfo.InvariantCulture),
            ["Redis:MemoryLifetime"] = "01:00:00",
            ["Redis:DocumentLifetime"] = "01:00:00",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IEvidenceSegments>(_ => piece)
            .AddRedisCaches(configuration.GetSection("Redis"))
            .BuildServiceProvider();
    }

    private static Func<CancellationToken, Task> Through(ServiceProvider services, HeldPiece piece)
    {
        var segments = services.GetRequiredService<IEvidenceSegments>();
        var size = piece.Sealed.Length;
        return async cancellationToken =>
        {
            var box = ArrayPool<byte>.Shared.Rent(size);
            var plain = ArrayPool<byte>.Shared.Rent(size);
            var length = await segments.ReadAsync("copy", 0, 0, box.AsMemory(0, size), cancellationToken);
            piece.Open(box.AsSpan(0, length), plain.AsSpan(0, length - 16));
            ArrayPool<byte>.Shared.Return(box);
            ArrayPool<byte>.Shared.Return(plain);
        };
    }

    private static async Task WarmAsync(ServiceProvider far, ServiceProvider near, HeldPiece piece, CancellationToken cancellationToken)
    {
        // The connections are made beside the first reads.
        foreach (var services in (ServiceProvider[])[far, near])
        {
            var read = Through(services, piece);
            while (await services.GetRequiredService<IDistributedCache>().GetAsync("evidence:copy:0", cancellationToken) is null)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
                await read(cancellationToken);
            }
        }
    }

    private static async Task MeasureAsync(
        Repetition[] contenders, int size, Arguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var callers in Callers)
        {
            var rounds = contenders.ToDictionary(contender => contender, _ => new List<RepetitionFigures>());

            // One round more than asked for, the first of which warms up.
            for (var round = 0; round <= arguments.Rounds; round++)
            {
                foreach (var contender in contenders)
                {
                    rounds[contender].Add(await contender.RunAsync(callers, arguments.Duration, cancellationToken));
                }
            }

            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{size} bytes, {callers} at a time: reads/s, p50 µs, p99 µs, CPU of this process a read in µs, share of the raw rate"));
            var raw = Median(rounds[contenders[1]], figures => figures.PerSecond);
            foreach (var contender in contenders)
            {
                var list = rounds[contender];
                var rate = Median(list, figures => figures.PerSecond);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {contender.Name,-42}{rate,10:N0}{Median(list, figures => figures.Median.TotalMicroseconds),9:F0}{Median(list, figures => figures.Percentile99.TotalMicroseconds),9:F0}{Median(list, figures => figures.ProcessorTime.TotalMicroseconds),8:F1}{rate / raw,8:F2}"));
            }
        }
    }

    private static double Median(List<RepetitionFigures> rounds, Func<RepetitionFigures, double> figure)
    {
        var sorted = rounds.Skip(1).Select(figure).Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
