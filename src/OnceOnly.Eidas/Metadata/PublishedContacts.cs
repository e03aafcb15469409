// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Metadata;

/// <summary>Who runs an entity, as its metadata tells; eIDAS wants a support and a technical contact.</summary>
/// <param name="OrganizationName">Name of the organisation.</param>
/// <param name="OrganizationUrl">Its web site.</param>
/// <param name="SupportEmail">Mail address for support.</param>
/// <param name="TechnicalEmail">Mail address for technical matters.</param>
public sealed record PublishedContacts(
    string OrganizationName, string OrganizationUrl, string SupportEmail, string TechnicalEmail);
