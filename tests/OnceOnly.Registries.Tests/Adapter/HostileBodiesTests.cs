// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Registries.Tests.Adapter;

/// <summary>Whatever bytes come, the answer is one of the vocabulary, and evidence only when it is whole and the person's.</summary>
public sealed class HostileBodiesTests
{
    private const int Rounds = 400;

    private static readonly EvidenceErrorCode[] Expected =
        [EvidenceErrorCode.RegistryAnswerInvalid, EvidenceErrorCode.EvidenceAboutAnotherPerson, EvidenceErrorCode.EvidenceNotFound];

    [Theory]
    [InlineData("lookup", """{"records":[{"key":"7","id":"EL/EL/1001"}]}""")]
    [InlineData("json", """{"person":{"id":"EL/EL/1001","family":"Papadopoulou"}}""")]
    [InlineData("xml", """<?xml version="1.0" encoding="UTF-8"?><person xmlns="urn:p"><id>EL/EL/1001</id></person>""")]
    public async Task Mutated_bodies_never_break_the_adapter(string what, string good)
    {
        var random = new Random(20261121);
        var body = Encoding.UTF8.GetBytes(good);
        await using var registry = await ScriptedRegistry.StartAsync();
        registry.Document = context => ScriptedRegistry.AnswerAsync(
            context, 200, what == "xml" ? "application/xml" : "application/json", ScriptedRegistry.PersonJson);
        Microsoft.AspNetCore.Http.RequestDelegate mutated = async context =>
        {
            context.Response.ContentType = what == "xml" ? "application/xml" : "application/json";
            await context.Response.Body.WriteAsync(body);
        };
        if (what == "lookup")
        {
            registry.Lookup = mutated;
        }
        else
        {
            registry.Document = mutated;
        }

        await using var adapter = new RegistryAdapter(Declaration.Of(registry, what == "xml" ? Declaration.AsXml : []));
        for (var round = 0; round < Rounds; round++)
        {
            var documents = new KeptDocuments();
            var answer = await adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), documents);
            if (answer is ProviderAnswer.Failed failed)
            {
                failed.Error.Code.ShouldBeOneOf(Expected);
                documents.All.ShouldBeEmpty();
            }
            else if (what != "lookup")
            {
                documents.All.ShouldHaveSingleItem().Text.ShouldContain("EL/EL/1001");
            }

            body = Mutate(Encoding.UTF8.GetBytes(good), random);
        }
    }

    private static byte[] Mutate(byte[] body, Random random)
    {
        var bytes = body.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 3:
                    bytes.InsertRange(at, body[..random.Next(body.Length)]);
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }

    [Theory]
    [InlineData("json", "[", "]")]
    [InlineData("xml", "<a>", "</a>")]
    public async Task Deep_nesting_is_refused_or_read_but_never_overflows(string what, string open, string close)
    {
        await using var registry = await ScriptedRegistry.StartAsync();
        var deep = string.Concat(Enumerable.Repeat(open, 200_000)) + string.Concat(Enumerable.Repeat(close, 200_000));
        registry.Document = context => ScriptedRegistry.AnswerAsync(context, 200, "application/" + what, deep);
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, what == "xml" ? Declaration.AsXml : []));

        var answer = await adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), new KeptDocuments());

        answer.ShouldBe(new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryAnswerInvalid)));
    }
}
