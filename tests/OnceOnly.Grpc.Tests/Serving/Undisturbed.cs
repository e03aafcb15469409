// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Grpc.Tests.Serving;

/// <summary>Tests that measure, and therefore run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Undisturbed
{
    public const string Name = "undisturbed";
}
