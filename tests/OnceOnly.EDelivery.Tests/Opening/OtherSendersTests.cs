// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Tests.World;

namespace OnceOnly.EDelivery.Tests.Opening;

/// <summary>What other senders may write otherwise than we do, and where that ends.</summary>
public class OtherSendersTests
{
    [Fact]
    public void a_list_in_the_security_header_may_say_again_what_is_encrypted()
    {
        var forge = new Forge();
        var list = forge.Security.Descendants(Forge.Xenc + "ReferenceList").Single();
        list.Remove();
        forge.Security.Add(list);

        forge.Open().ShouldBeOfType<OpenedMessage>();
    }

    [Theory]
    [InlineData("DataReference", "#nowhere")]
    [InlineData("DataReference", null)]
    [InlineData("KeyReference", "EncryptedKey")]
    [InlineData("DataReference", "Body")]
    public void a_list_in_the_security_header_that_names_something_else_is_refused(string name, string? uri)
    {
        var forge = new Forge();
        var meant = uri switch
        {
            "EncryptedKey" => "#" + forge.Security.Element(Forge.Xenc + "EncryptedKey")!.Attribute("Id")!.Value,
            "Body" => "#" + forge.Body.Attribute(Forge.Wsu + "Id")!.Value,
            _ => uri,
        };
        forge.Security.Add(new XElement(
            Forge.Xenc + "ReferenceList", new XElement(Forge.Xenc + name, meant is null ? null : new XAttribute("URI", meant))));

        forge.Open().Failed().ShouldBe(["security-header"]);
    }

    [Theory]
    [InlineData("KeySize", "128", true)]
    [InlineData("KeySize", "256", false)]
    [InlineData("OAEPparams", "128", false)]
    public void the_size_of_the_key_may_be_said_again(string name, string value, bool isGood)
    {
        var forge = new Forge();
        forge.Security.Elements(Forge.Xenc + "EncryptedData").First().Element(Forge.Xenc + "EncryptionMethod")!.Add(new XElement(Forge.Xenc + name, value));

        forge.Open().Failed().ShouldBe(isGood ? [] : ["parts-encrypted"]);
    }

    [Fact]
    public void an_identifier_may_hold_whatever_an_address_may()
    {
        var packed = Correspondence.Pack(Correspondence.Header with { MessageId = "o'brien!#$%&*+-/=?^_`{|}~@ap-fr.test" });

        Correspondence.Open(packed).ShouldBeOfType<OpenedMessage>();
    }
}
