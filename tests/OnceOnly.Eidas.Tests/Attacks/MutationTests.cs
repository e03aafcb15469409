// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Globalization;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Attacks;

public class MutationTests(ITestOutputHelper output)
{
    private static readonly int Mutations = Environment.GetEnvironmentVariable("ONCEONLY_LONG") == "1" ? 100_000 : 1_000;
    private static readonly int PlaintextMutations = Mutations / 5;

    // No figure of speed, but the line beyond which a message would be a way to stall us.
    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(5);

    [Fact]
    public void no_mutation_is_accepted_with_another_meaning()
    {
        var genuine = new Forge { AssertionKey = Actors.Node.SigningKey };
        var message = genuine.Build();
        var meaning = genuine.Validate(message).ShouldBeOfType<AcceptedResponse>();

        var changed = 0;
        var accepted = 0;
        var times = new List<TimeSpan>(Mutations);
        for (var seed = 0; seed < Mutations; seed++)
        {
            var mutated = new Mutator(seed).Mutate(message);
            var started = Stopwatch.GetTimestamp();
            var outcome = Try(() => genuine.Validate(mutated), seed);
            times.Add(Stopwatch.GetElapsedTime(started));
            if (mutated != message)
            {
                changed++;
            }

            // White space, comments and unused declarations may change; what is said may not.
            if (outcome is not RefusedResponse)
            {
                outcome.ShouldBe(meaning, $"seed {seed}: {mutated}");
                accepted++;
            }
        }

        changed.ShouldBeGreaterThan(Mutations * 9 / 10);
        times.Sort();
        times[^1].ShouldBeLessThan(Stalled);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Mutations} mutations, {accepted} accepted with the same meaning: p50 {times[Mutations / 2].TotalMilliseconds:0.0} ms, p99.9 {times[Mutations - 1 - (Mutations / 1000)].TotalMilliseconds:0.0} ms, longest {times[^1].TotalMilliseconds:0.0} ms"));
    }

    [Fact]
    public void whatever_a_trusted_node_encrypts_is_no_crash()
    {
        for (var seed = 0; seed < PlaintextMutations; seed++)
        {
            var mutator = new Mutator(seed);
            var forge = new Forge { ResponseKey = NodeP256, Expected = ExpectedOfP256, AlterPlaintext = mutator.Mutate };

            Try(forge.Validate, seed).ShouldNotBeNull();
        }
    }

    private static XmlSecurity.Signatures.SigningKey NodeP256 { get; } = new(TestKeys.NodeP256);

    private static ResponseExpectation ExpectedOfP256 { get; } =
        Actors.Expect(Templates.RequestId, Actors.Node with { SigningKey = NodeP256 });

    private static ResponseOutcome Try(Func<ResponseOutcome> validate, int seed)
    {
        try
        {
            return validate();
        }
        catch (Exception crash)
        {
            throw new InvalidOperationException($"seed {seed} crashed", crash);
        }
    }
}
