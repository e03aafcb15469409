// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>Ways to break a connection.</summary>
internal enum ResponseFault
{
    ConnectionReset,
    EmptyResponse,
    MalformedChunk,
}
