// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Responses;

/// <summary>Every rule the validator holds a response to.</summary>
public static class ResponseRules
{
    private static readonly List<ResponseRule> Known = [];

    public static ResponseRule MessageSize { get; } = Rule("message-size", "The message is not larger than 256 KiB.");

    public static ResponseRule MessageXml { get; } = Rule("message-xml", "The message is well-formed XML without a document type.");

    public static ResponseRule MessageLimits { get; } = Rule("message-limits", "The message is not nested too deeply and has not too many parts.");

    public static ResponseRule MessageIds { get; } = Rule("message-ids", "No identifier occurs twice in the message.");

    public static ResponseRule MetadataValidUntil { get; } = Rule("metadata-valid-until", "The node's metadata have not expired.");

    public static ResponseRule ResponseRoot { get; } = Rule("response-root", "The message is a SAML 2.0 Response.");

    public static ResponseRule ResponseSchema { get; } = Rule("response-schema", "The Response has the elements and attributes of its schema, in order.");

    public static ResponseRule ResponseId { get; } = Rule("response-id", "The Response has an ID.");

    public static ResponseRule ResponseVersion { get; } = Rule("response-version", "The Response has Version 2.0.");

    public static ResponseRule ResponseIssueInstant { get; } = Rule("response-issue-instant", "The Response was issued after the request, not in the future and not long ago.");

    public static ResponseRule ResponseInResponseTo { get; } = Rule("response-in-response-to", "The Response answers the open request.");

    public static ResponseRule ResponseDestination { get; } = Rule("response-destination", "The Response was made for this endpoint.");

    public static ResponseRule ResponseIssuer { get; } = Rule("response-issuer", "The Response is issued by the node that was asked.");

    public static ResponseRule SignaturePresent { get; } = Rule("response-signature-present", "The Response itself is signed.");

    public static ResponseRule SignatureForm { get; } = Rule("response-signature-form", "The message has one signature, of the one form that is allowed.");

    public static ResponseRule SignatureReference { get; } = Rule("response-signature-reference", "The signature is over the Response it stands in.");

    public static ResponseRule SignatureAlgorithm { get; } = Rule("response-signature-algorithm", "Signature, digest and transforms are of the allowed algorithms.");

    public static ResponseRule SignatureKey { get; } = Rule("response-signature-key", "The node's metadata have a key of the kind and strength the signature wants.");

    public static ResponseRule SignatureValue { get; } = Rule("response-signature-value", "A key of the node's metadata made the signature.");

    public static ResponseRule SignatureDigest { get; } = Rule("response-signature-digest", "The Response was not changed after signing.");

    public static ResponseRule ResponseStatus { get; } = Rule("response-status", "The status is Success.");

    public static ResponseRule OneEncryptedAssertion { get; } = Rule("assertion-encrypted", "There is one assertion, and it is encrypted.");

    public static ResponseRule EncryptionForm { get; } = Rule("assertion-encryption-form", "The encrypted assertion has one encrypted content, and one to eight keys for it.");

    public static ResponseRule EncryptionAlgorithm { get; } = Rule("assertion-encryption-algorithm", "The assertion is encrypted with AES-GCM, its key by RSA-OAEP with SHA-256 or by ECDH-ES.");

    public static ResponseRule Decryption { get; } = Rule("assertion-decryption", "One of our keys decrypts the assertion.");

    public static ResponseRule AssertionXml { get; } = Rule("assertion-xml", "What was encrypted is one Assertion element, within the limits.");

    public static ResponseRule AssertionSchema { get; } = Rule("assertion-schema", "The Assertion has the elements and attributes of its schema, in order.");

    public static ResponseRule AssertionId { get; } = Rule("assertion-id", "The Assertion has an ID of its own.");

    public static ResponseRule AssertionVersion { get; } = Rule("assertion-version", "The Assertion has Version 2.0.");

    public static ResponseRule AssertionIssueInstant { get; } = Rule("assertion-issue-instant", "The Assertion was issued after the request, not after the Response and not long ago.");

    public static ResponseRule AssertionIssuer { get; } = Rule("assertion-issuer", "The Assertion is issued by whoever issued the Response.");

    public static ResponseRule AssertionSignature { get; } = Rule("assertion-signature", "A signature on the Assertion, where there is one, is the node's too.");

    public static ResponseRule SubjectNameId { get; } = Rule("subject-name-id", "The Subject has one NameID, in a format eIDAS knows.");

    public static ResponseRule SubjectConfirmation { get; } = Rule("subject-confirmation", "The Subject has one confirmation, by bearer.");

    public static ResponseRule SubjectRecipient { get; } = Rule("subject-recipient", "The Assertion was made for this endpoint.");

    public static ResponseRule SubjectInResponseTo { get; } = Rule("subject-in-response-to", "The Assertion answers the open request.");

    public static ResponseRule SubjectNotBefore { get; } = Rule("subject-not-before", "The confirmation by bearer has no NotBefore.");

    public static ResponseRule SubjectNotOnOrAfter { get; } = Rule("subject-not-on-or-after", "The confirmation has an end that is not reached.");

    public static ResponseRule ConditionsSchema { get; } = Rule("conditions-schema", "There are Conditions, and only such as we understand.");

    public static ResponseRule ConditionsNotBefore { get; } = Rule("conditions-not-before", "The Assertion's time has a beginning, and it has begun.");

    public static ResponseRule ConditionsNotOnOrAfter { get; } = Rule("conditions-not-on-or-after", "The Assertion's time has an end after its beginning, and it is not reached.");

    public static ResponseRule AssertionLifetime { get; } = Rule("assertion-lifetime", "The Assertion cannot be used for longer than a day.");

    public static ResponseRule ConditionsAudience { get; } = Rule("conditions-audience", "Our entityID is an audience of the Assertion.");

    public static ResponseRule AuthnStatement { get; } = Rule("authn-statement", "The Assertion has exactly one AuthnStatement, as its schema has it.");

    public static ResponseRule AuthnInstant { get; } = Rule("authn-instant", "The log-in took place for this request, and not in the future.");

    public static ResponseRule SessionNotOnOrAfter { get; } = Rule("session-not-on-or-after", "The node's session, where it has an end, has not ended.");

    public static ResponseRule AuthnContext { get; } = Rule("authn-context", "The log-in names exactly one level of assurance.");

    public static ResponseRule LevelOfAssurance { get; } = Rule("level-of-assurance", "The level of assurance is one that was asked for.");

    public static ResponseRule LevelDeclared { get; } = Rule("level-of-assurance-declared", "The level of assurance is one the node's metadata declare, or its configuration where they do not.");

    public static ResponseRule AttributeStatement { get; } = Rule("attribute-statement", "The Assertion has exactly one AttributeStatement, with plain attributes only.");

    public static ResponseRule AttributeOnce { get; } = Rule("attribute-once", "No eIDAS attribute occurs twice.");

    public static ResponseRule AttributeNameFormat { get; } = Rule("attribute-name-format", "eIDAS attributes are named by URI.");

    public static ResponseRule AttributeValue { get; } = Rule("attribute-value", "Mandatory attributes have values of their types: text without comments or elements in it, births in the past.");

    public static ResponseRule AttributeTransliteration { get; } = Rule("attribute-transliteration", "A mandatory attribute has one value; a name may have a second one, in its original script.");

    public static ResponseRule OneSubject { get; } = Rule("subject-kind", "The attributes describe either a natural or a legal person.");

    public static ResponseRule RequestedDataSet { get; } = Rule("requested-data-set", "The subject is of the kind that was asked for: a natural or a legal person.");

    public static ResponseRule MinimumDataSet { get; } = Rule("minimum-data-set", "The minimum data set of the subject is complete.");

    public static ResponseRule Representative { get; } = Rule("representative", "At most one representative, natural or legal, with a complete minimum data set.");

    public static ResponseRule IdentifierOrigin { get; } = Rule("identifier-origin", "Identifiers come from the country that was chosen, or from one the node speaks for.");

    public static ResponseRule IdentifierDestination { get; } = Rule("identifier-destination", "Identifiers were made for our country.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResponseRule> All => Known;

    private static ResponseRule Rule(string name, string meaning)
    {
        var rule = new ResponseRule(name, meaning);
        Known.Add(rule);
        return rule;
    }
}
