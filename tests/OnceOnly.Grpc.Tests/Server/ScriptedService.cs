// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using OnceOnly.Grpc.Tests.Protos;

namespace OnceOnly.Grpc.Tests.Server;

/// <summary>A service whose one method a test writes.</summary>
public sealed class ScriptedService(ScriptedService.Script script) : Absent.AbsentBase
{
    public delegate Task<Empty> Script(ServerCallContext call);

    public override Task<Empty> Nothing(Empty request, ServerCallContext context) => script(context);
}
