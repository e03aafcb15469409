// SPDX-License-Identifier: EUPL-1.2

using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Gateway.Listeners;

/// <summary>A TLS certificate from PEM files, read again at most once a minute when they changed, so that renewal needs no restart.</summary>
internal sealed class ServerCertificate(string certificateFile, string keyFile, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private SslStreamCertificateContext? _context;
    private DateTimeOffset _checkedAt;
    private DateTime _writtenAt;

    public SslStreamCertificateContext Current()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_context is null || now - _checkedAt >= Interval)
            {
                _checkedAt = now;
                Reload();
            }

            return _context!;
        }
    }

    private void Reload()
    {
        var writtenAt = Max(File.GetLastWriteTimeUtc(certificateFile), File.GetLastWriteTimeUtc(keyFile));
        if (_context is not null && writtenAt == _writtenAt)
        {
            return;
        }

        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificateFile);
            var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            _context = SslStreamCertificateContext.Create(certificate, chain, offline: true);
            _writtenAt = writtenAt;
        }
        catch (Exception exception) when (_context is not null && exception is IOException or System.Security.Cryptography.CryptographicException)
        {
            // Caught between two writes of a renewal: the old certificate serves until the next look.
        }
    }

    private static DateTime Max(DateTime first, DateTime second) => first > second ? first : second;
}
