// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Metadata;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Cli.Saml;

/// <summary>What an operator does about metadata that are refused.</summary>
internal static class FaultAdvice
{
    public static string On(MetadataFault fault) => "The gateway would not use them: " + fault switch
    {
        MetadataFault.WrongRole => "they describe no identity provider or service provider for SAML 2.0. Ask for those that do.",
        MetadataFault.NodeCountry => "their NodeCountry is not one code of two capital letters. Ask the publisher to correct it.",
        MetadataFault.NotAnEntity => "they have no entityID.",
        MetadataFault.NoEncryptionKey => "they list no key to encrypt to, RSA or on an elliptic curve.",
        _ => $"{fault}.",
    };

    public static string On(SignatureFault fault) => fault switch
    {
        SignatureFault.Malformed => "Their signature is not of the one form that is read: one reference, enveloped and exclusively canonicalised, with nothing beside.",
        SignatureFault.SignsSomethingElse => "Their signature refers neither to the ID of their root nor to the whole document. Ask the publisher to sign it by its ID.",
        SignatureFault.Missing => "Their signature does not stand before everything else in the list. Ask the publisher to put it there.",
        SignatureFault.AlgorithmRefused => "They are signed with an algorithm that eIDAS does not allow. For a national connector name it in Profile:Signatures (--signature here).",
        SignatureFault.NoFittingKey => "No certificate given by --trust has a key of the kind and strength their signature algorithm wants.",
        SignatureFault.DigestMismatch => "They were changed after they had been signed. Fetch them again.",
        _ => "None of the certificates given by --trust signed them. Compare fingerprints with the publisher over another channel; "
            + "when the publisher has a new key, pin its certificate.",
    };
}
