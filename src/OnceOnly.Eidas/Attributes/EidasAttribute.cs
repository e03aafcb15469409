// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Attributes;

/// <summary>An attribute of the eIDAS SAML Attribute Profile.</summary>
/// <param name="Set">Whom it describes.</param>
/// <param name="LocalName">Last part of its URI, for example <c>CurrentFamilyName</c>.</param>
/// <param name="FriendlyName">For humans, for example <c>FamilyName</c>; often not the local name, and never decisive.</param>
/// <param name="Content">What its value looks like.</param>
/// <param name="IsMandatory">Whether it belongs to the minimum data set (CIR (EU) 2015/1501, annex).</param>
public sealed record EidasAttribute(
    AttributeSet Set, string LocalName, string FriendlyName, AttributeContent Content, bool IsMandatory)
{
    /// <summary>The name on the wire.</summary>
    public string Uri => Namespace + "/" + LocalName;

    /// <summary>Namespace of its XML type and of <c>LatinScript</c>.</summary>
    public string Namespace => Set switch
    {
        AttributeSet.NaturalPerson => EidasAttributes.NaturalPersonNamespace,
        AttributeSet.LegalPerson => EidasAttributes.LegalPersonNamespace,
        AttributeSet.RepresentativeNaturalPerson => EidasAttributes.NaturalPersonNamespace + "/representative",
        _ => EidasAttributes.LegalPersonNamespace + "/representative",
    };

    /// <summary>Local name of its XML type.</summary>
    public string TypeName => LocalName + "Type";
}
