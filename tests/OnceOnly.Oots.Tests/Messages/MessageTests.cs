// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Parsing;
using OnceOnly.Oots.Rules;
using OnceOnly.Oots.Writing;

namespace OnceOnly.Oots.Tests.Messages;

public sealed class MessageTests(ITestOutputHelper output)
{
    private static int Rounds => Environment.GetEnvironmentVariable("ONCEONLY_LONG") == "1" ? 100_000 : 1_000;

    [Fact]
    public void Any_message_we_can_build_keeps_every_rule_and_reads_back_as_the_same_value()
    {
        for (var seed = 0; seed < Math.Min(Rounds, 5_000); seed++)
        {
            var message = new MessageMaker(seed).Any();
            var bytes = EdmWriter.Write(message);
            EdmDocument.TryRead(bytes, out var document, out var fault).ShouldBeTrue($"seed {seed}: {fault}");
            EdmRules.Check(document, OotsCodeLists.BuiltIn).Where(violation => violation.Severity == RuleSeverity.Error)
                .ShouldBeEmpty($"seed {seed}: {Encoding.UTF8.GetString(bytes)}");
            EdmParser.TryParse(document, out var read, out var problem).ShouldBeTrue($"seed {seed}: {problem}");
            Show(read).ShouldBe(Show(message), $"seed {seed}");
        }
    }

    [Fact]
    public void Mutated_messages_get_a_verdict_each()
    {
        var samples = SampleTests.Names.Select(name => Encoding.UTF8.GetBytes((string)typeof(Samples).GetProperty(name)!.GetValue(null)!)).ToArray();
        var verdicts = new Dictionary<string, int>(StringComparer.Ordinal);
        var longest = TimeSpan.Zero;
        for (var seed = 0; seed < Rounds; seed++)
        {
            var mutated = Mutation.Of(samples[seed % samples.Length], seed);
            var started = Stopwatch.GetTimestamp();
            var verdict = "unreadable";
            if (EdmDocument.TryRead(mutated, out var document, out _))
            {
                var violations = EdmRules.Check(document, OotsCodeLists.BuiltIn);
                verdict = violations.Count > 0 ? "broken" : EdmParser.TryParse(document, out _, out _) ? "valid" : "incomplete";
            }

            var taken = Stopwatch.GetElapsedTime(started);
            longest = taken > longest ? taken : longest;
            verdicts[verdict] = verdicts.GetValueOrDefault(verdict) + 1;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Rounds} mutations: {string.Join(' ', verdicts)}, longest {longest.TotalMilliseconds:0.0} ms"));

        // All kinds of end are reached, or the mutations would prove little.
        new[] { "unreadable", "broken", "valid" }.ShouldBeSubsetOf(verdicts.Keys, string.Join(' ', verdicts));
    }

    public static TheoryData<string, string, string, string> Gaps => new()
    {
        { Samples.Request20, "<sdg:FamilyName>Virtanen</sdg:FamilyName>", string.Empty, "Person/FamilyName" },
        { Samples.Request20, "<q:ResponseOption returnType=\"LeafClassWithRepositoryItem\"/>", string.Empty, "ResponseOption" },
        { Samples.Request12, "<q:ResponseOption returnType=\"LeafClassWithRepositoryItem\"/>", string.Empty, "ResponseOption" },
        { Samples.Request20, "<sdg:Title lang=\"EN\">Degree</sdg:Title>", string.Empty, "DataServiceEvidenceType/Title" },
        { Samples.Request20, "<sdg:Name lang=\"EN\">Proof of a degree</sdg:Name>", string.Empty, "Requirement/Name" },
        { Samples.Request20, "<sdg:Name lang=\"SV\">Kommunen</sdg:Name>", string.Empty, "Agent/Name" },
        { Samples.Response20, "<sdg:Name lang=\"FI\">Yliopisto</sdg:Name>", string.Empty, "IssuingAuthority/Name" },
        { Samples.NotFound20, "<sdg:Name lang=\"FI\">Rekisteri</sdg:Name>", string.Empty, "Agent/Name" },
        { Samples.Response20, "NaturalPerson>", "Person>", "IsAbout/NaturalPerson" },
    };

    [Theory]
    [MemberData(nameof(Gaps))]
    public void A_message_without_what_the_schema_requires_is_not_taken(string message, string there, string instead, string gap)
    {
        var text = message.Replace(there, instead, StringComparison.Ordinal);
        text.ShouldNotBe(message);
        EdmDocument.TryRead(Encoding.UTF8.GetBytes(text), out var document, out _).ShouldBeTrue();
        EdmParser.TryParse(document, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe("missing or unreadable: " + gap);
    }

    private static string Show(EdmMessage message) => JsonSerializer.Serialize<object>(Shape(message));

    // The declared types hide the kind of person; the run-time type must be part of the comparison.
    private static object Shape(EdmMessage message) => message switch
    {
        EvidenceRequest request => new { request, Subject = (object)request.Subject, Acting = (object?)request.Representative, Kinds = $"{request.Subject.GetType()} {request.Representative?.GetType()}" },
        EvidenceResponse response => new { response, Subjects = response.Packages.Select(package => (object?)package.Main.Metadata.Subject) },
        _ => message,
    };
}
