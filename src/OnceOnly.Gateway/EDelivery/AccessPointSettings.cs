// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Configuration;
using OnceOnly.Oots.AccessPoints.As4;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>The section as the library wants it; what is the same for every access point of the system is filled in.</summary>
internal static class AccessPointSettings
{
    public static AccessPointOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(EDeliveryOptions.Section).Get<AccessPointOptions>() ?? new AccessPointOptions();
        foreach (var party in options.Partners.Select(partner => partner.Party).Prepend(options.Self))
        {
            party.IdType ??= As4Names.PartyIdType;
            party.Role = party.Role.Length == 0 ? As4Names.Role : party.Role;
        }

        if (options.DecryptionCertificates.Count == 0)
        {
            options.DecryptionCertificates.Add(options.SigningCertificate);
            if (options.SigningKey is { } key)
            {
                options.DecryptionKeys.Add(key);
            }
        }

        foreach (var partner in options.Partners.Where(partner => partner.EncryptionCertificate.Length == 0 && partner.SigningCertificates.Count > 0))
        {
            partner.EncryptionCertificate = partner.SigningCertificates[0];
        }

        // What is exchanged is not for configuration to say.
        options.ProcessingModes.Clear();
        options.ProcessingModes.Add(new ProcessingModeOptions { Service = As4Names.Service.Value, ServiceType = As4Names.Service.Type });
        foreach (var action in As4Names.AllActions)
        {
            options.ProcessingModes[0].Actions.Add(action);
        }

        return options;
    }
}
