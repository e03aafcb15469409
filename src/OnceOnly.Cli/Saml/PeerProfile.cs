// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Eidas.Profiles;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Cli.Saml;

/// <summary>How the sender differs from the eIDAS profile: the options that stand for a connector's <c>Profile</c>.</summary>
internal static class PeerProfile
{
    public const string BindingOption = "--binding";

    // The gateway's configuration takes nothing smaller either.
    private const int SmallestRsaKey = 2048;

    public static IReadOnlyList<string> SignatureOptions { get; } = ["--signature", "--min-rsa"];

    public static IReadOnlyList<string> Options { get; } = [.. SignatureOptions, "--oaep"];

    public static IReadOnlyList<string> Flags { get; } = ["--plain-assertion"];

    /// <summary>The first of these that was given to <c>saml validate</c>; null when none was.</summary>
    public static string? GivenIn(Arguments arguments) =>
        Options.FirstOrDefault(option => arguments.All(option).Count > 0) ?? Flags.FirstOrDefault(arguments.Has);

    /// <exception cref="UsageException">An option says what no profile can.</exception>
    public static ConnectorProfile Read(Arguments arguments)
    {
        var signatures = Read(arguments, "--signature", SignatureAlgorithm.All, algorithm => algorithm.Name);
        var transports = Read(arguments, "--oaep", KeyTransport.All, form => form.Name);
        return new ConnectorProfile
        {
            Signatures = SignatureProfile.Eidas with
            {
                Algorithms = signatures.Count > 0 ? signatures : SignatureProfile.Eidas.Algorithms,
                MinimumRsaKeySize = ReadSize(arguments.Optional("--min-rsa")),
            },
            Encryption = transports.Count > 0 ? EncryptionProfile.Eidas with { KeyTransports = transports } : EncryptionProfile.Eidas,
            AllowsPlainAssertion = arguments.Has("--plain-assertion"),
            Binding = ReadBinding(arguments.Optional(BindingOption)),
        };
    }

    private static List<T> Read<T>(Arguments arguments, string option, IReadOnlyList<T> known, Func<T, string> nameOf)
        where T : class =>
    [
        .. arguments.All(option).Select(name => known.FirstOrDefault(candidate => nameOf(candidate) == name)
            ?? throw new UsageException($"{option} must be one of {string.Join(", ", known.Select(nameOf))}, not '{name}'")),
    ];

    private static RequestBinding ReadBinding(string? name) => name switch
    {
        null => RequestBinding.Post,
        _ when Enum.GetNames<RequestBinding>().Contains(name, StringComparer.Ordinal) => Enum.Parse<RequestBinding>(name),
        _ => throw new UsageException($"{BindingOption} must be one of {string.Join(", ", Enum.GetNames<RequestBinding>())}, not '{name}'"),
    };

    private static int ReadSize(string? bits) => bits switch
    {
        null => SignatureProfile.Eidas.MinimumRsaKeySize,
        _ when int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= SmallestRsaKey => size,
        _ => throw new UsageException($"--min-rsa must be a number of bits from {SmallestRsaKey}, not '{bits}'"),
    };
}
