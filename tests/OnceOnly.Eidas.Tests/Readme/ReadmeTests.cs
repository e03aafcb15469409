// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Saml;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Readme;

/// <summary>The code that the library's README shows.</summary>
public class ReadmeTests
{
    [Fact]
    public void what_the_README_shows_logs_somebody_in()
    {
        var clock = new Noon();
        var login = new EidasLogIn(Actors.Us, MetadataTrust.Pinned([TestKeys.NodeRsa]), clock);
        using var document = new MemoryStream(NodeMetadataDocument.Create(Actors.Node, null, Actors.Now, TimeSpan.FromDays(1)));
        var node = login.Learn(document, Actors.Node.EntityId);
        var asked = login.Ask(node);

        ServiceProviderMetadata.TryRead(login.Metadata(), MetadataTrust.Pinned([TestKeys.OurRsa]), Actors.Now, out var us, out _).ShouldBeTrue();
        AuthnRequestReader.TryRead(asked.Xml, us!, Actors.Node.SingleSignOnService, Actors.Now, out var received, out var fault).ShouldBeTrue(fault.ToString());
        var authentication = new Authentication { Subject = Actors.Carmen, LevelOfAssurance = AssuranceLevelUri.Of(AssuranceLevel.High) };
        var answer = IssuedResponse.Success(Actors.Node, received!, authentication, Actors.Now);
        var form = PostForm.Fields(PostForm.ResponseField, answer.Xml.Span, "relay");

        login.Judge(form[PostForm.ResponseField], node, asked.Id, asked.IssuedAt, "ES").ShouldBeOfType<AcceptedResponse>()
            .Subject.ShouldBe(Actors.Carmen);
        login.Judge(form[PostForm.ResponseField], node, asked.Id, asked.IssuedAt, "FI").ShouldBeOfType<RefusedResponse>();
        login.Judge("%", node, asked.Id, asked.IssuedAt, "ES").ShouldBeNull();
    }

    [Fact]
    public void the_README_shows_the_code_that_was_run()
    {
        var code = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "EidasLogIn.cs"));
        var shown = code[code.IndexOf("using", StringComparison.Ordinal)..].Replace("namespace OnceOnly.Eidas.Tests.Readme;\n\n", "", StringComparison.Ordinal);

        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")).ShouldContain($"```csharp\n{shown}```", Case.Sensitive);
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Actors.Now;
    }
}
