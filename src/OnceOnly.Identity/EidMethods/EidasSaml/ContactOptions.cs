// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>Who runs the gateway, as its metadata tell nodes. All or nothing.</summary>
public sealed class ContactOptions
{
    public string? OrganizationName { get; set; }

    public string? OrganizationUrl { get; set; }

    public string? SupportEmail { get; set; }

    public string? TechnicalEmail { get; set; }
}
