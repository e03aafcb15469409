// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Attacks;

public class MutationTests
{
    private static readonly int Mutations = Environment.GetEnvironmentVariable("ONCEONLY_LONG") == "1" ? 100_000 : 1_000;
    private static readonly int PlaintextMutations = Mutations / 5;

    [Fact]
    public void no_mutation_is_accepted_with_another_meaning()
    {
        var genuine = new Forge { AssertionKey = Actors.Node.SigningKey };
        var message = genuine.Build();
        var meaning = genuine.Validate(message).ShouldBeOfType<AcceptedResponse>();

        var changed = 0;
        for (var seed = 0; seed < Mutations; seed++)
        {
            var mutated = new Mutator(seed).Mutate(message);
            var outcome = Try(() => genuine.Validate(mutated), seed);
            if (mutated != message)
            {
                changed++;
            }

            // White space, comments and unused declarations may change; what is said may not.
            if (outcome is not RefusedResponse)
            {
                outcome.ShouldBe(meaning, $"seed {seed}: {mutated}");
            }
        }

        changed.ShouldBeGreaterThan(Mutations * 9 / 10);
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
