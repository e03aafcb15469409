// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Certificates;

namespace OnceOnly.Pilot.Sites;

/// <summary>Waits on the loopback interface for the browser to come back to a program at a shell.</summary>
public sealed class CallbackSite : IAsyncDisposable
{
    private readonly WebApplication _site;
    private readonly TaskCompletionSource<IReadOnlyDictionary<string, string>> _answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CallbackSite(Uri address, CertificateFile tls)
    {
        _site = PilotSite.Create(address, tls, _ => { });
        _site.MapGet(address.AbsolutePath, (HttpContext context) =>
        {
            _answer.TrySetResult(context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal));
            return Results.Text("You can close this page and go back to your shell.");
        });
    }

    /// <param name="address">Redirect URI, at a loopback address.</param>
    /// <param name="tls">Certificate for its host.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<CallbackSite> StartAsync(Uri address, CertificateFile tls, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(tls);
        var callback = new CallbackSite(address, tls);
        await callback._site.StartAsync(cancellationToken);
        return callback;
    }

    /// <summary>Query parameters that the browser brought.</summary>
    public Task<IReadOnlyDictionary<string, string>> WaitAsync(CancellationToken cancellationToken) => _answer.Task.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _site.StopAsync();
        await _site.DisposeAsync();
    }
}
