// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Gateway.Protection;

/// <summary>Keeps the keys that protect cookies and forms among the secrets that instances share.</summary>
internal sealed class KeyRing(IServiceProvider services) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options)
    {
        // Not before it is read: mapping pages asks for these options, and the configuration is judged after that.
        options.XmlRepository = new SharedKeyRing(new(services.GetRequiredService<ISharedSecrets>));

        // The repository wraps whole elements, so that nobody can slip in a key of their own; nothing is left to do here.
        options.XmlEncryptor = new NullXmlEncryptor();
    }
}
