// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Certificates;

namespace OnceOnly.Cli.Certs;

/// <summary>Certificates for development.</summary>
internal static class CertsCommands
{
    private const string Folder = "--folder";

    public static IReadOnlyList<Command> All { get; } =
    [
        new("certs dev", "[--folder FOLDER]", "Makes the development CA, certificates and keys where they are missing.", MakeAsync)
        {
            Options = [Folder],
        },
    ];

    private static async Task<int> MakeAsync(Invocation invocation)
    {
        var folder = Path.GetFullPath(invocation.Arguments.Optional(Folder) ?? DevelopmentCertificateFolder.Default);
        try
        {
            var certificates = await DevelopmentCertificateFolder.OpenAsync(folder, invocation.Time, invocation.CancellationToken);
            await invocation.Output.WriteLineAsync($"Certificates are in {certificates.Folder}");
            await invocation.Output.WriteLineAsync($"To trust them, trust    {certificates.Authority.CertificatePath}");
            return ExitCode.Success;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write {folder}: {failure.Message}");
        }
    }
}
