// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Cli.Saml;

/// <summary>Lines of "what: how it is", and remarks at the end.</summary>
internal sealed class Explanation
{
    public const string NotVerified = "not verified";

    private const int LabelWidth = 20;

    private readonly StringBuilder lines = new();
    private readonly List<string> remarks = [];

    public void Title(string text) => lines.AppendLine(text);

    /// <summary>Writes a fact; a missing one is said to be missing.</summary>
    public void Fact(string label, string? value) =>
        lines.Append("  ").Append(label.PadRight(LabelWidth)).AppendLine(value is null ? "(missing)" : Printable(value));

    public void FactIfAny(string label, string? value)
    {
        if (value is not null)
        {
            Fact(label, value);
        }
    }

    /// <summary>Adds a remark when a rule of the profile is not kept.</summary>
    public void Remark(bool when, string text)
    {
        if (when)
        {
            remarks.Add(text);
        }
    }

    /// <summary>Says whether and how an element is signed; the signature itself is not verified here.</summary>
    /// <param name="element">What may be signed.</param>
    /// <param name="verdict">What whoever verified it found.</param>
    public void Signature(XmlElement element, string verdict = NotVerified)
    {
        var signature = element.Children(XmlNames.Signature, "Signature").FirstOrDefault();
        var signedInfo = signature?.Children(XmlNames.Signature, "SignedInfo").FirstOrDefault();
        var method = signedInfo?.Children(XmlNames.Signature, "SignatureMethod").FirstOrDefault()?.Attribute("Algorithm");
        var reference = signedInfo?.Children(XmlNames.Signature, "Reference").FirstOrDefault()?.Attribute("URI");
        Fact("signature", signature is null ? "none" : $"{method} over {reference} ({verdict})");
        Remark(
            signature is not null && reference != "#" + element.Attribute("ID"),
            "The signature does not refer to the element it stands in.");
    }

    public override string ToString() =>
        string.Concat([lines.ToString(), .. remarks.Select(remark => $"! {remark}{Environment.NewLine}")]);

    public static string? TextOf(XmlElement? element) =>
        element is not null && ElementText.TryGet(element, out var text) ? text.Trim() : null;

    // A message may try to write to the terminal it is shown on.
    public static string Printable(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character));
}
