// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Issuing;

/// <summary>Why a node refuses a request.</summary>
public enum AuthnRequestFault
{
    None,

    /// <summary>Not XML, too large, with a document type, or an identifier occurs twice.</summary>
    Unreadable,

    /// <summary>Not an AuthnRequest as the schema has it: element order, unknown elements, ID, Version, IssueInstant.</summary>
    Malformed,

    /// <summary>The issuer is not the one the metadata is of.</summary>
    Issuer,

    /// <summary>Not signed by a key of the issuer's metadata, or that metadata has expired.</summary>
    Signature,

    /// <summary>Made for another endpoint.</summary>
    Destination,

    /// <summary>Made too long ago, or in the future.</summary>
    IssueInstant,

    /// <summary>ForceAuthn must be present and true.</summary>
    ForceAuthn,

    /// <summary>IsPassive must be present and false.</summary>
    IsPassive,

    /// <summary>Another binding is wanted for the answer.</summary>
    ProtocolBinding,

    /// <summary>The answer is wanted at an address that is not in the issuer's metadata.</summary>
    AssertionConsumerService,

    /// <summary>The levels asked for break the eIDAS rules.</summary>
    RequestedAuthnContext,

    /// <summary>No complete minimum data set is asked for.</summary>
    RequestedAttributes,

    /// <summary>Missing in both request and metadata, present in both, or neither public nor private.</summary>
    SpType,

    /// <summary>A NameID format eIDAS does not know.</summary>
    NameIdPolicy,
}
