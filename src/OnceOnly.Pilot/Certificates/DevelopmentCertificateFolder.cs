// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.Certificates;

/// <summary>Opens the folder; makes its content when it is missing or soon to expire.</summary>
public static class DevelopmentCertificateFolder
{
    private const string FolderName = "certs-dev";

    /// <summary>With less than this left all are replaced, so that a pilot that stays up for a week keeps working.</summary>
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(14);

    private static readonly TimeSpan RetryLock = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(1);

    /// <summary><c>certs-dev</c> beside the solution, else below the working folder.</summary>
    public static string Default => Path.Combine(SolutionFolder.Find() ?? Environment.CurrentDirectory, FolderName);

    /// <exception cref="IOException">The folder cannot be written, or another process holds it for more than a minute.</exception>
    public static async Task<DevelopmentCertificates> OpenAsync(
        string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        Directory.CreateDirectory(folder);
        var certificates = new DevelopmentCertificates(folder);

        // Pilots that start side by side must not make two authorities.
        await using var held = await LockAsync(Path.Combine(folder, ".lock"), time, cancellationToken);
        var now = time.GetUtcNow();
        if (!DevelopmentCertificatePlan.Names.All(name => IsFresh(certificates.At(name), now)))
        {
            DevelopmentCertificatePlan.Make(certificates, now);
        }

        return certificates;
    }

    private static bool IsFresh(CertificateFile file, DateTimeOffset now)
    {
        if (!File.Exists(file.CertificatePath) || !File.Exists(file.KeyPath))
        {
            return false;
        }

        using var certificate = file.LoadPublic();
        return certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime
            && certificate.NotAfter.ToUniversalTime() - now.UtcDateTime > RenewBefore;
    }

    private static async Task<FileStream> LockAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(started) < GiveUp)
            {
                await Task.Delay(RetryLock, time, cancellationToken);
            }
        }
    }
}
