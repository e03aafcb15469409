// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>A mapping uses something that this server does not support; the message names file and key.</summary>
public sealed class MappingFormatException(string message) : Exception(message);
