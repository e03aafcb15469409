// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Gateway.Protection;

/// <summary>Keeps the keys that protect cookies and forms among the secrets that instances share.</summary>
internal sealed class KeyRing(ISharedSecrets secrets) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options)
    {
        options.XmlRepository = new SharedKeyRing(secrets);

        // The repository wraps whole elements, so that nobody can slip in a key of their own; nothing is left to do here.
        options.XmlEncryptor = new NullXmlEncryptor();
    }
}
