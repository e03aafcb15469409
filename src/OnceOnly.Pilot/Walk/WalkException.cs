// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.Walk;

/// <summary>A step did not go as it must.</summary>
public sealed class WalkException(string message) : Exception(message);
