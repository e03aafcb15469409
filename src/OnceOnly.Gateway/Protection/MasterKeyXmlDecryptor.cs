// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Gateway.Protection;

/// <summary>Opens what <see cref="MasterKeyXmlEncryptor"/> wrapped. Data protection makes it by name.</summary>
internal sealed class MasterKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var master = services.GetRequiredService<IMasterKey>();
        var wrapped = Convert.FromBase64String(encryptedElement.Value);
        var plain = master.UnwrapAsync(wrapped, MasterKeyXmlEncryptor.Context, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
