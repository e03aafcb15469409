// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.XmlSecurity.Canonicalization;

/// <summary>An attribute that is no namespace declaration.</summary>
internal readonly record struct CanonicalAttribute(string Prefix, string LocalName, string NamespaceUri, string Value);
