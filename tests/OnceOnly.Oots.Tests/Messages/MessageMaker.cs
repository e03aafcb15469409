// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Tests.Messages;

/// <summary>Makes any message the model can hold and the rules allow, from a seed.</summary>
internal sealed class MessageMaker(int seed)
{
    private const string Repository = "https://sr.oots.tech.ec.europa.eu";

    private static readonly string[] Words = ["Ångström", "O'Neill & søn", "<Łódź>", "Γιώργος", "Дунав", "a \"quoted\" one", "ﬃ ligature", "😀 smile", "日本"];
    private static readonly string[] Languages = ["EN", "SV", "FI", "EL", "BG"];
    private static readonly string[] Countries = ["SE", "FI", "EL", "NL", "IS"];
    private static readonly string[] Supplements = ["Annex", "HumanReadableVersion", "Translation"];

#pragma warning disable CA5394 // Only the seed has to be reproducible.
    private readonly Random random = new(seed);

    public EdmMessage Any() => random.Next(3) switch
    {
        0 => Request(),
        1 => Response(),
        _ => Error(),
    };

    private EdmVersion Version() => Half() ? EdmVersion.V12 : EdmVersion.V20;

    private EvidenceRequest Request()
    {
        var version = Version();
        var is2 = version == EdmVersion.V20;
        var isPreview = Half();
        return new EvidenceRequest
        {
            Version = version,
            Id = Urn(),
            IssuedAt = Moment(),
            Procedure = Half() ? "T3" : "00",
            Language = is2 || Half() ? null : Pick(Languages),
            PossibilityForPreview = Half(),
            ExplicitRequestGiven = Half(),
            Requirements = Some(1, () => new OotsRequirement($"{Repository}/requirements/{Uuid()}", Texts(1), Texts(0))),
            Requesters = [Agent("ER", withAddress: true), .. Some(0, () => Agent("IP", Half()))],
            Provider = Agent(null, withAddress: false),
            ProviderClassifications = Some(0, () => Half()
                ? new ProviderClassification(Uuid(), "boolean", Half() ? "true" : "false") { Descriptions = Texts(0) }
                : new ProviderClassification(Uuid(), "codelist", Word()) { Scheme = Repository + "/codelists/FI/List1", ValueExpression = "https://lists.example/1", Descriptions = Texts(0) }),
            PreviewLocation = isPreview ? "https://preview.example/p?a=1&b=2" : null,
            ReturnLocation = isPreview && is2 ? "https://portal.example/r" : null,
            EvidenceType = new RequestedEvidenceType(Uuid(), $"{Repository}/evidencetypeclassifications/{Pick(Countries)}/{Uuid()}", Texts(1), is2 ? Some(1, () => Distribution(is2)) : [Distribution(is2)])
            {
                Descriptions = Texts(0),
            },
            Subject = Person("High"),
            Representative = Half() ? null : Acting(),
        };
    }

    private RequestedDistribution Distribution(bool is2)
    {
        var isStructured = Half();
        return new RequestedDistribution(isStructured ? "application/xml" : "application/pdf")
        {
            Languages = is2 ? Some(0, () => Pick(Languages)) : [],
            ConformsTo = isStructured ? Repository + "/datamodels/" + Uuid() : null,
            AssociatedDocuments = is2 ? Some(0, () => Pick(Supplements)) : [],
            Transformation = !is2 && isStructured && Half() ? Repository + "/distributions/x/y" : null,
        };
    }

    private EvidenceResponse Response()
    {
        var version = Version();
        var isDeferral = random.Next(4) == 0;
        return new EvidenceResponse
        {
            Version = version,
            Id = Uuid(),
            RequestId = Urn(),
            IssuedAt = Moment(),
            AvailableAt = isDeferral ? Moment() : null,
            Providers = [Agent("EP", withAddress: true), .. Some(0, () => Agent("IP", Half()))],
            Requester = Agent(null, withAddress: false),
            Packages = isDeferral ? [] : Some(0, () => version == EdmVersion.V12
                ? new EvidencePackage(null, Document(isMain: true))
                : new EvidencePackage(Urn(), Document(isMain: true)) { Supplements = Some(0, () => new SupplementaryDocument(Pick(Supplements), Document(isMain: false))) }),
        };
    }

    private EvidenceDocument Document(bool isMain) => new(Urn(), $"cid:{Uuid()}@ap.example", Word(), new EvidenceMetadata(Uuid())
    {
        Subject = isMain ? Person(null) : null,
        IssuingAuthority = isMain ? Agent(null, withAddress: false) : null,
        Type = isMain ? new ConformantType($"{Repository}/evidencetypeclassifications/{Pick(Countries)}/{Uuid()}", Texts(1)) { Descriptions = Texts(0) } : null,
        IssuingDate = isMain ? Day() : null,
        Distribution = isMain || Half() ? new EvidenceDistribution("application/pdf") { Languages = Some(0, () => Pick(Languages)) } : null,
        Validity = isMain && Half() ? new ValidityPeriod(Day(), Day()) : null,
    });

    private EvidenceErrorResponse Error()
    {
        var version = Version();
        var isPreview = Half();
        var code = isPreview ? EdmErrorCode.MissingAuthorization : (EdmErrorCode)random.Next(3, 9);
        return new EvidenceErrorResponse
        {
            Version = version,
            Id = Uuid(),
            RequestId = code == EdmErrorCode.InvalidRequest && Half() ? null : Urn(),
            ErrorProvider = Agent("ERRP", withAddress: true),
            Requester = Agent(null, withAddress: false),
            Exceptions =
            [
                new EdmException(code, Word(), Moment())
                {
                    Detail = Half() ? null : "R-EDM-REQ-C043",
                    PreviewLocation = isPreview ? "https://preview.example/p/" + Uuid() : null,
                    PreviewDescriptions = isPreview ? Texts(0) : [],
                    PreviewMethod = isPreview && version == EdmVersion.V12 ? "GET" : null,
                },
            ],
        };
    }

    private OotsPerson Acting()
    {
        var scope = new SectorAttribute("PowerOfRepresentationScope", "http://data.europa.eu/p4s/attributes/PowerOfRepresentationScope", "T3");
        return Person("Substantial") switch
        {
            OotsNaturalPerson natural => natural with { Gender = "Unspecified", SectorAttributes = [scope] },
            var legal => legal with { SectorAttributes = [scope] },
        };
    }

    private OotsPerson Person(string? level) => Half()
        ? new OotsLegalPerson(Word())
        {
            LevelOfAssurance = level,
            Identifier = new SchemedIdentifier("eidas", "FI/SE/" + Uuid()),
            OtherIdentifiers = level is null ? [] : Some(0, () => new SchemedIdentifier("VAT", "FI" + random.Next())),
            RegisteredAddress = level is null || Half() ? null : Address(),
        }
        : new OotsNaturalPerson(Word(), Word(), Day())
        {
            LevelOfAssurance = level,
            Identifier = new SchemedIdentifier("eidas", "EL/NL/" + Uuid()),
            PlaceOfBirth = Half() ? null : Word(),
            BirthName = level is null || Half() ? null : Word(),
            CurrentAddress = level is null || Half() ? null : Address(),
            Gender = level is null || Half() ? null : "Female",
        };

    private OotsAgent Agent(string? classification, bool withAddress) => new(
        Half() ? new SchemedIdentifier("urn:cef.eu:names:identifier:EAS:0007", random.Next().ToString()) : new SchemedIdentifier("urn:oasis:names:tc:ebcore:partyid-type:unregistered:oots", Word()),
        Texts(1),
        withAddress ? Address() : null,
        classification);

    private OotsAddress Address() => new(Pick(Countries), Half() ? null : "SE110")
    {
        FullAddress = Half() ? null : Word(),
        LocatorDesignator = Half() ? null : "7",
        PostCode = Half() ? null : "111 22",
        PostCityName = Half() ? null : Word(),
        Thoroughfare = Half() ? null : Word(),
    };

    // One text a language, as an error answer wants it.
    private List<OotsText> Texts(int atLeast) => [.. Languages.Take(random.Next(atLeast, 3)).Select(language => new OotsText(language, Word()))];

    private List<T> Some<T>(int atLeast, Func<T> make) => [.. Enumerable.Range(0, random.Next(atLeast, 4)).Select(_ => make())];

    private bool Half() => random.Next(2) == 0;

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private string Word() => Pick(Words);

    private string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString("D");
    }

    private string Urn() => "urn:uuid:" + Uuid();

    private DateOnly Day() => new DateOnly(1900, 1, 1).AddDays(random.Next(60_000));

    private DateTimeOffset Moment() => DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(4_000_000_000_000));
#pragma warning restore CA5394
}
