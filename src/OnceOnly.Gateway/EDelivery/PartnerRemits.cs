// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Configuration;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.AccessPoints.As4;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>For whom each partner may speak (<c>EDelivery:Partners:P:Countries</c> and <c>:Authorities</c>).</summary>
internal static class PartnerRemits
{
    public static Dictionary<SchemedIdentifier, Remit> Read(IConfiguration configuration, out IReadOnlyList<string> problems)
    {
        var partners = configuration.GetSection(EDeliveryOptions.Section + ":Partners").Get<List<PartnerOptions>>() ?? [];
        var remits = new Dictionary<SchemedIdentifier, Remit>();
        var wrong = new List<string>();
        foreach (var (partner, index) in partners.Select((partner, index) => (partner, index)))
        {
            var key = $"{EDeliveryOptions.Section}:Partners:{index}";
            if (partner.Countries.Count == 0 || !partner.Countries.All(country => OotsCodeLists.BuiltIn.OotsCountries.Contains(Remit.Usual(country))))
            {
                wrong.Add(key + ":Countries must name the countries the partner may speak for, two capitals each (Greece is EL or GR).");
            }

            if (partner.Authorities.Any(authority => authority.Scheme.Length == 0 || authority.Identifier.Length == 0))
            {
                wrong.Add(key + ":Authorities need a Scheme and an Identifier each; without any the partner speaks for all authorities of its countries.");
            }

            remits[new SchemedIdentifier(partner.Party.IdType ?? As4Names.PartyIdType, partner.Party.Id)] = new Remit(
                [.. partner.Countries], [.. partner.Authorities.Select(authority => new SchemedIdentifier(authority.Scheme, authority.Identifier))]);
        }

        problems = wrong;
        return remits;
    }

    private sealed class PartnerOptions
    {
        public PartyOptions Party { get; } = new();

        public IList<string> Countries { get; } = [];

        public IList<AuthorityOptions> Authorities { get; } = [];
    }

    private sealed class AuthorityOptions
    {
        public string Scheme { get; set; } = string.Empty;

        public string Identifier { get; set; } = string.Empty;
    }
}
