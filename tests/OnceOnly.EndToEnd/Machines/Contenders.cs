// SPDX-License-Identifier: EUPL-1.2

using System.Net;

namespace OnceOnly.EndToEnd.Machines;

/// <summary>Many callers of both gateways at the same time.</summary>
internal sealed class Contenders : IDisposable
{
    private const int ConnectionsEach = 8;

    private readonly List<HttpClient> _clients;

    public Contenders(TwoGateways world) => _clients =
    [
        .. Enumerable.Range(0, ConnectionsEach).SelectMany(_ => world.Gateways).Select(gateway =>
            new HttpClient(gateway.CreateHandler()) { Timeout = TimeSpan.FromMinutes(5) }),
    ];

    /// <summary>How often each thing is tried; ten thousand times with <c>ONCEONLY_LONG=1</c>.</summary>
    public static int Attempts { get; } = Environment.GetEnvironmentVariable("ONCEONLY_LONG") == "1" ? 10_000 : 300;

    /// <summary>All send the same thing to both gateways at once.</summary>
    /// <param name="request">Makes the request of one attempt, beforehand.</param>
    /// <param name="won">Whether this answer means that the attempt succeeded.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many won, and what the others were told.</returns>
    public async Task<(int Winners, IReadOnlyList<HttpStatusCode> Others)> ContendAsync(
        Func<HttpRequestMessage> request, Func<HttpResponseMessage, bool> won, CancellationToken cancellationToken)
    {
        var requests = Enumerable.Range(0, Attempts).Select(_ => request()).ToList();
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var attempts = requests.Select((message, index) => TryAsync(_clients[index % _clients.Count], message)).ToList();
        start.SetResult();
        var answers = await Task.WhenAll(attempts);
        return (answers.Count(answer => answer is null), [.. answers.OfType<HttpStatusCode>()]);

        async Task<HttpStatusCode?> TryAsync(HttpClient client, HttpRequestMessage message)
        {
            await start.Task;

            // Many streams a connection: ten thousand connections would be turned away before anybody contends.
            (message.Version, message.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            using (message)
            {
                using var answer = await client.SendAsync(message, cancellationToken);
                return won(answer) ? null : answer.StatusCode;
            }
        }
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());
}
