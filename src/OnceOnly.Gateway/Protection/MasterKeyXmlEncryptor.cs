// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Gateway.Protection;

/// <summary>Wraps the key ring's keys with the master key, so that a copy of the state folder alone opens no cookie.</summary>
internal sealed class MasterKeyXmlEncryptor(IMasterKey master) : IXmlEncryptor
{
    public static ReadOnlyMemory<byte> Context { get; } = "data-protection"u8.ToArray();

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var wrapped = master.WrapAsync(plain, Context, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return new EncryptedXmlInfo(new XElement("wrapped", Convert.ToBase64String(wrapped)), typeof(MasterKeyXmlDecryptor));
    }
}
