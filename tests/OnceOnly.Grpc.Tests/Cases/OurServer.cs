// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Cases;

public sealed class OurServerWithoutTls(SharedServer shared) : InteropCases(shared.Server.Connect());

public sealed class OurServerWithTls(SharedServer shared) : InteropCases(shared.Server.ConnectTls());
