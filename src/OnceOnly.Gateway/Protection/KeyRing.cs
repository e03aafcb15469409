// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Keys;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Gateway.Protection;

/// <summary>Keeps the keys that protect cookies and forms beside the state, so that both survive a restart together.</summary>
internal sealed class KeyRing(IOptions<SqliteOptions> state, IMasterKey master, ILoggerFactory loggers) : IConfigureOptions<KeyManagementOptions>
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public void Configure(KeyManagementOptions options)
    {
        var path = Path.Combine(state.Value.Folder, "data-protection");
        var folder = OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);
        options.XmlRepository = new FileSystemXmlRepository(folder, loggers);
        options.XmlEncryptor = new MasterKeyXmlEncryptor(master);
    }
}
