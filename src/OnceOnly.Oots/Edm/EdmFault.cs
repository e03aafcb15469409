// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Edm;

/// <summary>Why a document is no message of the Exchange Data Model.</summary>
public enum EdmFault
{
    None,

    /// <summary>More bytes, depth or parts than <see cref="EdmDocument.Limits"/> allow.</summary>
    TooLarge,

    /// <summary>Not well-formed XML, or it declares a document type.</summary>
    Malformed,

    /// <summary>It names an encoding that is not read here.</summary>
    EncodingUnknown,

    /// <summary>XML, but no RegRep query or answer.</summary>
    NotARegRepMessage,

    /// <summary>An answer of the Evidence Broker or the Data Service Directory.</summary>
    CatalogueAnswer,
}
