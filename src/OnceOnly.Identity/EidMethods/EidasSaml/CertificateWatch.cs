// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>Warns of our own certificates before they end, at the start and each day: to roll one over takes days, and without that every log-in stops at once.</summary>
internal sealed class CertificateWatch(ISamlKeys keys, TimeProvider time, ILogger<CertificateWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), time);
        do
        {
            foreach (var certificate in OwnCertificate.Of(keys))
            {
                Look(certificate, certificate.End - time.GetUtcNow());
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Look(OwnCertificate certificate, TimeSpan left)
    {
        if (left <= TimeSpan.Zero)
        {
            logger.EidasCertificateEnded(certificate.Use, certificate.End);
        }
        else if (left <= Soon)
        {
            logger.EidasCertificateEnds(certificate.Use, certificate.End, (int)left.TotalDays);
        }
    }
}
