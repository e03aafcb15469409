// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Sites;

namespace OnceOnly.Cli.Token;

/// <summary>What was asked for.</summary>
/// <param name="Issuer">The gateway.</param>
/// <param name="Callback">Registered redirect URI at a loopback address.</param>
/// <param name="Procedure">Procedure code.</param>
/// <param name="EvidenceType">Evidence type.</param>
/// <param name="UsesMutualTls">Whether a certificate, and not DPoP, binds the token.</param>
/// <param name="Persona">Who clicks through the pages by itself; null leaves it to a real browser.</param>
/// <param name="Opens">Whether to open that browser.</param>
/// <param name="CertificatesFolder">The pilot's certificates.</param>
/// <param name="Method">Method of the call that the proof is for.</param>
/// <param name="Url">Address of the call; null takes the one that asks for evidence.</param>
internal sealed record TokenOptions(
    Uri Issuer,
    Uri Callback,
    string Procedure,
    string EvidenceType,
    bool UsesMutualTls,
    Persona? Persona,
    bool Opens,
    string CertificatesFolder,
    string Method,
    Uri? Url)
{
    /// <summary>Names of the options that take a value.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["--issuer", "--callback", "--procedure", "--evidence-type", "--persona", "--certs", "--method", "--url"];

    public static IReadOnlyList<string> Flags { get; } = ["--mtls", "--open"];

    public static TokenOptions Read(Arguments arguments)
    {
        if (arguments.Operands.Count > 0)
        {
            throw new UsageException($"{arguments.Operands[0]} is not understood");
        }

        var pilot = PilotAddresses.Fixed();
        return new TokenOptions(
            Address(arguments, "--issuer") ?? pilot.Gateway,
            Address(arguments, "--callback") ?? new EServiceAddresses(pilot.Shell).Callback,
            arguments.Optional("--procedure") ?? "V1",
            arguments.Optional("--evidence-type") ?? "residence-record",
            arguments.Has("--mtls"),
            arguments.Optional("--persona") is { } key ? PilotPersonas.Find(key) ?? throw Unknown(key) : null,
            arguments.Has("--open"),
            Path.GetFullPath(arguments.Optional("--certs") ?? DevelopmentCertificateFolder.Default),
            arguments.Optional("--method") ?? "POST",
            Address(arguments, "--url"));
    }

    private static UsageException Unknown(string persona) =>
        new($"there is no persona {persona}; there are {string.Join(", ", PilotPersonas.All.Select(known => known.Key))}");

    private static Uri? Address(Arguments arguments, string option)
    {
        if (arguments.Optional(option) is not { } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw new UsageException($"{option} must be an https address");
    }
}
