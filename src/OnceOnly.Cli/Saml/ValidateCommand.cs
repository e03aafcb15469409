// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Saml;
using OnceOnly.Identity.EidMethods.EidasSaml;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Cli.Saml;

/// <summary><c>saml validate</c>: the library's verdict on one response.</summary>
internal static class ValidateCommand
{
    public const string OriginOption = "--origin";

    // The gateway's configuration takes no more either.
    private static readonly TimeSpan LargestSkew = TimeSpan.FromHours(1);

    public static async Task<int> RunAsync(Invocation invocation)
    {
        var arguments = invocation.Arguments;
        var responsePath = arguments.SingleOperand("RESPONSE.xml");
        var metadataPath = arguments.Required("--metadata");
        var entityId = arguments.Required("--entity-id");
        var consumer = arguments.Required("--acs");
        var requestId = arguments.Required("--request-id");
        var now = arguments.RequiredTime("--now");
        var requestIssued = arguments.OptionalTime("--request-issued");
        var demand = ReadDemand(arguments.Optional("--loa"));
        var country = ReadCountry(arguments.Optional("--country"), "--country");
        var origin = ReadCountry(arguments.Optional(OriginOption), OriginOption);
        var dataSet = ReadDataSet(arguments.Optional("--data-set"));
        var skew = ReadSkew(arguments.Optional("--clock-skew"));
        var profile = PeerProfile.Read(arguments);
        var connector = Choose(await ReadConnectorAsync(invocation), origin);
        var keys = await ReadKeysAsync(invocation);
        var metadata = await MetadataFile.ReadAsync(metadataPath, invocation.CancellationToken);
        var response = MessageFile.Decode(await MessageFile.ReadAsync(responsePath, invocation.CancellationToken));

        var idp = arguments.Optional("--idp") ?? connector?.EntityId ?? (metadata.IsList ? metadata.Only ?? ReadIssuer(response) : null);
        if (!metadata.TryReadNode(idp, MetadataTrust.AsGiven, now, out var node, out var fault))
        {
            return await Verdict.OfUnusableMetadata(fault).WriteAsync(invocation.Output);
        }

        var expectation = new ResponseExpectation
        {
            Node = node,
            EntityId = entityId,
            AssertionConsumerService = consumer,
            RequestId = requestId,
            RequestIssuedAt = requestIssued,
            Demand = demand,
            DataSet = dataSet,
            Country = country,
            Origins = origin is null ? [] : [origin],
            DecryptionKeys = keys,
            Profile = profile,
            Tolerances = ResponseTolerances.Default with { ClockSkew = skew },
        };
        var outcome = ResponseValidator.Validate(response, connector?.ApplyTo(expectation) ?? expectation, now);
        return await Verdict.Of(outcome).WriteAsync(invocation.Output);
    }

    // Which of a list was asked, where nobody says it. No trust comes of it: the list is believed as it was given.
    private static string? ReadIssuer(byte[] response) => SafeXml.TryRead(response, XmlLimits.Message, out var document, out _)
        ? Explanation.TextOf(document.DocumentElement!.Children(SamlNames.Assertion, "Issuer").FirstOrDefault())
        : null;

    private static AuthnContextDemand? ReadDemand(string? uri) => uri switch
    {
        null => null,
        _ when AssuranceLevelUri.TryParse(uri, out var level) => AuthnContextDemand.Minimum(level),
        _ when AssuranceLevelUri.IsNonNotified(uri) => AuthnContextDemand.Exact([uri]),
        _ => throw new UsageException($"--loa must be an eIDAS level like http://eidas.europa.eu/LoA/substantial, not '{uri}'"),
    };

    private static AttributeSet? ReadDataSet(string? name) => name switch
    {
        null => null,
        "natural" => AttributeSet.NaturalPerson,
        "legal" => AttributeSet.LegalPerson,
        _ => throw new UsageException($"--data-set must be natural or legal, not '{name}'"),
    };

    private static string? ReadCountry(string? code, string option) => code switch
    {
        null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] => code,
        _ => throw new UsageException($"{option} must be two capital letters, not '{code}'"),
    };

    private static TimeSpan ReadSkew(string? text) => text switch
    {
        null => ResponseTolerances.Default.ClockSkew,
        _ when TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var skew) && skew >= TimeSpan.Zero && skew <= LargestSkew => skew,
        _ => throw new UsageException($"--clock-skew must be between zero and an hour, like 00:01:00, not '{text}'"),
    };

    // The gateway offers the choice, and believes no other country's citizens after it.
    private static ConnectorExpectation? Choose(ConnectorExpectation? connector, string? origin) => (connector, origin) switch
    {
        (null, _) or (_, null) => connector,
        _ when connector.Origins.Contains(origin, StringComparer.Ordinal) => connector with { Origins = [origin] },
        _ => throw new UsageException($"{OriginOption} must be a country of the connector, not '{origin}'"),
    };

    private static async Task<ConnectorExpectation?> ReadConnectorAsync(Invocation invocation)
    {
        var arguments = invocation.Arguments;
        if (arguments.Optional(ConnectorFile.Option) is not { } path)
        {
            return null;
        }

        return PeerProfile.GivenIn(arguments) is { } given
            ? throw new UsageException($"{given} and {ConnectorFile.Option} say the same thing: the file says it all")
            : await ConnectorFile.ReadAsync(path, invocation.CancellationToken);
    }

    private static async Task<IReadOnlyList<DecryptionKey>> ReadKeysAsync(Invocation invocation)
    {
        var keys = new List<DecryptionKey>();
        foreach (var path in invocation.Arguments.All("--key"))
        {
            var pem = Encoding.UTF8.GetString(await MessageFile.ReadAsync(path, invocation.CancellationToken));
            keys.Add(DecryptionKey.TryFromPem(pem, out var key)
                ? key
                : throw new UsageException($"{path} holds no RSA or elliptic-curve private key in PEM without a password"));
        }

        return keys.Count > 0 ? keys : throw new UsageException("--key is missing");
    }
}
