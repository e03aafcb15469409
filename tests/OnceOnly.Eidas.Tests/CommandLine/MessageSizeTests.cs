// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.CommandLine;

public sealed class MessageSizeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("saml-size-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(17)]
    [InlineData(1)]
    public async Task a_message_of_any_size_gets_a_verdict(int mebibytes)
    {
        var (response, metadata, key) = (Path.Combine(folder, "response.xml"), Path.Combine(folder, "idp.xml"), Path.Combine(folder, "key.pem"));
        await File.WriteAllTextAsync(response, new Forge().Build() + new string(' ', mebibytes * 1024 * 1024));
        await File.WriteAllBytesAsync(metadata, NodeMetadataDocument.Create(Actors.Node, null, Actors.Now, TimeSpan.FromDays(1)));
        using var rsa = TestKeys.OurRsa.GetRSAPrivateKey()!;
        await File.WriteAllTextAsync(key, rsa.ExportPkcs8PrivateKeyPem());

        var (code, output, _) = await Command.RunAsync(
            "saml", "validate", response, "--metadata", metadata, "--entity-id", Actors.Us.EntityId,
            "--acs", Actors.Us.AssertionConsumerService, "--request-id", Templates.RequestId, "--now", "2026-11-21T12:00:05Z", "--key", key);

        code.ShouldBe(1);
        JsonNode.Parse(output)!["failed"]!.ToJsonString().ShouldBe("""["message-size"]""");
    }
}
