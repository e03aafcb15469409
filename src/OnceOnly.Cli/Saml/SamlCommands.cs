// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Cli.Saml;

/// <summary>Diagnosing SAML messages offline.</summary>
internal static class SamlCommands
{
    public static IReadOnlyList<Command> All { get; } =
    [
        new Command(
            "saml inspect",
            "MESSAGE.xml|URL",
            "Explains a request, response, assertion, metadata or list of them in plain words: a file, or the address a browser was redirected to. Nothing is verified.",
            InspectCommand.RunAsync),
        new Command(
            "saml validate",
            "RESPONSE.xml --metadata IDP.xml --entity-id URI --acs URL --request-id ID "
                + "--now 2026-11-21T12:00:00Z --key PEM [--key PEM]... [--loa URI] [--country XX] [--origin XX] [--data-set natural|legal] "
                + "[--request-issued 2026-11-21T11:55:00Z] [--clock-skew 00:01:00] [--idp ENTITYID] "
                + "[--connector CONNECTOR.json | [--signature NAME]... [--min-rsa BITS] [--oaep FORM]... [--plain-assertion]]",
            "Validates a response as the gateway would, which knows the sender by what its configuration says of it (CONNECTOR.json), "
                + "and prints one JSON verdict. Exit 0 accepted, 1 refused.",
            ValidateCommand.RunAsync)
        {
            Options =
            [
                "--metadata", "--entity-id", "--acs", "--request-id", "--now", "--key", "--loa", "--country", ValidateCommand.OriginOption, "--data-set", "--request-issued", "--clock-skew", "--idp",
                ConnectorFile.Option,
                .. PeerProfile.Options,
            ],
            Flags = PeerProfile.Flags,
        },
        new Command(
            "saml metadata",
            "METADATA.xml [--idp ENTITYID] [--trust CERTIFICATES.pem]... [--now 2026-11-21T12:00:00Z] "
                + "[--signature NAME]... [--min-rsa BITS] [--binding NAME] [--requester-id URI]",
            "Explains the metadata of one entity, or of one in a list, and says what an operator should do. Exit 0 nothing urgent, 1 something stops log-ins.",
            MetadataCommand.RunAsync)
        {
            Options = ["--idp", "--trust", "--now", MetadataCommand.RequesterIdOption, PeerProfile.BindingOption, .. PeerProfile.SignatureOptions],
        },
    ];
}
