// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.XmlSecurity;

/// <summary>Namespaces of the W3C specifications this library reads and writes.</summary>
public static class XmlNames
{
    public const string Signature = "http://www.w3.org/2000/09/xmldsig#";
    public const string Signature11 = "http://www.w3.org/2009/xmldsig11#";
    public const string ExclusiveC14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public const string Encryption = "http://www.w3.org/2001/04/xmlenc#";
    public const string Encryption11 = "http://www.w3.org/2009/xmlenc11#";
    public const string Declarations = "http://www.w3.org/2000/xmlns/";
    public const string Xml = "http://www.w3.org/XML/1998/namespace";
    public const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
}
