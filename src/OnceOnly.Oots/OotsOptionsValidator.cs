// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using OnceOnly.Oots.CodeLists;

namespace OnceOnly.Oots;

/// <summary>Names all that is wrong with <c>Oots</c> and <c>Oots:CommonServices</c> at once.</summary>
internal sealed class OotsOptionsValidator : IValidateOptions<OotsOptions>
{
    public ValidateOptionsResult Validate(string? name, OotsOptions options)
    {
        var services = options.CommonServices;
        (bool IsFine, string Message)[] rules =
        [
            (OotsCodeLists.BuiltIn.OotsCountries.Contains(options.Country), "Oots:Country must be the two capitals of your country (Greece is EL)."),
            (options.CodeLists is null || Directory.Exists(options.CodeLists), "Oots:CodeLists must be a folder, or be left out."),
            (IsBase(services.EvidenceBroker), "Oots:CommonServices:EvidenceBroker must be an https address that ends in a slash."),
            (IsBase(services.DataServiceDirectory), "Oots:CommonServices:DataServiceDirectory must be an https address that ends in a slash."),
            (HoldsCertificates(services.RootsFile), "Oots:CommonServices:RootsFile must be a PEM file with the roots that vouch for the services' answers."),
            (services.TrustedAuthoritiesFile is null || HoldsCertificates(services.TrustedAuthoritiesFile), "Oots:CommonServices:TrustedAuthoritiesFile must be a PEM file with certificates."),
            (services.Timeout > TimeSpan.Zero && services.Timeout <= TimeSpan.FromMinutes(1), "Oots:CommonServices:Timeout must be between 0 and 1 minute."),
            (services.Answers.Lifetime > TimeSpan.Zero && services.Answers.LongestLifetime >= services.Answers.Lifetime, "Oots:CommonServices:Answers:Lifetime must be positive and not longer than LongestLifetime."),
            (services.Answers.ServeStaleFor >= TimeSpan.Zero, "Oots:CommonServices:Answers:ServeStaleFor must not be negative."),
            (services.Answers.MaxAnswers is > 0 and <= 100_000, "Oots:CommonServices:Answers:MaxAnswers must be between 1 and 100000."),
        ];
        var broken = rules.Where(rule => !rule.IsFine).Select(rule => rule.Message).ToArray();
        return broken.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(broken);
    }

    private static bool IsBase(Uri? address) =>
        address is { IsAbsoluteUri: true, Query: "", Fragment: "" } && address.Scheme == Uri.UriSchemeHttps && address.AbsolutePath.EndsWith('/');

    private static bool HoldsCertificates(string? file)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file ?? string.Empty);
            return certificates.Count > 0;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
