// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Tests.World;

namespace OnceOnly.EDelivery.Tests.Peers;

/// <summary>Apache Santuario, with MIME and attachment transforms written by hand, against ours, both ways.</summary>
public class JavaPeerTests
{
    [Fact]
    public async Task our_message_is_verified_and_decrypted_in_Java()
    {
        using var peer = new JavaPeer();
        var packed = Correspondence.Pack();

        await peer.RunAsync(
            "open",
            peer.Write("message", packed.Wire.ToArray()),
            peer.WriteCertificate("sender.pem", TestKeys.Sender),
            peer.WriteKey("receiver-key.pem", TestKeys.Receiver),
            peer.Path("opened-"));

        foreach (var part in Correspondence.Parts)
        {
            (await File.ReadAllBytesAsync(peer.Path("opened-" + part.ContentId))).ShouldBe(part.ToArray());
        }
    }

    [Fact]
    public async Task a_message_made_in_Java_opens()
    {
        using var peer = new JavaPeer();
        var template = new Forge();
        template.Security.Remove();
        template.Messaging.SetAttributeValue(Forge.Wsu + "Id", "id-messaging");
        template.Body.SetAttributeValue(Forge.Wsu + "Id", "id-body");
        string[] files = [.. Correspondence.Parts.Select((part, index) => part.ContentId + "=" + peer.Write($"part{index}", part.ToArray()))];

        await peer.RunAsync(
        [
            "make",
            peer.Write("envelope.xml", Encoding.UTF8.GetBytes(template.Envelope.ToString(SaveOptions.DisableFormatting))),
            peer.WriteKey("sender-key.pem", TestKeys.Sender),
            peer.WriteCertificate("sender.pem", TestKeys.Sender),
            peer.WriteCertificate("receiver.pem", TestKeys.Receiver),
            peer.Path("made"),
            .. files,
        ]);

        var outcome = Correspondence.Open("multipart/related; boundary=java-boundary", await File.ReadAllBytesAsync(peer.Path("made")));

        outcome.Failed().ShouldBeEmpty();
        outcome.ShouldBeOfType<OpenedMessage>().Parts.Zip(Correspondence.Parts)
            .ShouldAllBe(pair => pair.First.ToArray().SequenceEqual(pair.Second.ToArray()));
    }
}
