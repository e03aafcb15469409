// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using OnceOnly.EDelivery.Configuration;
using OnceOnly.Gateway.Listeners;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>The whole section: who we are, whom we know, and that there is a door.</summary>
internal sealed class EDeliveryOptionsValidator(IConfiguration configuration) : IValidateOptions<EDeliveryOptions>
{
    public ValidateOptionsResult Validate(string? name, EDeliveryOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options.Operator, new ValidationContext(options.Operator), results, validateAllProperties: true);
        var failures = results.Select(result => result.ErrorMessage!).ToList();
        if (!AccessPointFactory.TryCreate(AccessPointSettings.Read(configuration), EDeliveryOptions.Section, out _, out var problems))
        {
            failures.AddRange(problems);
        }

        PartnerRemits.Read(configuration, out var wrong);
        failures.AddRange(wrong);
        if (string.IsNullOrEmpty(configuration[$"{ListenersOptions.Section}:{Listener.EDelivery}:Origin"]))
        {
            failures.Add("Listeners:EDelivery:Origin is missing; give the origin at which partners reach the access point, or leave the section EDelivery out.");
        }

        if (options.TrustedAuthoritiesFile is { } file && !HoldsCertificates(file))
        {
            failures.Add("EDelivery:TrustedAuthoritiesFile must be a PEM file with certificates.");
        }

        if (options.MaxBytesAtOnce < options.MaxPayloadBytes)
        {
            failures.Add("EDelivery:MaxBytesAtOnce must not be less than EDelivery:MaxPayloadBytes.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool HoldsCertificates(string file)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file);
            return certificates.Count > 0;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
