// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EndToEnd.Pilot;

/// <summary>The same with a second Member State.</summary>
public sealed class RunningPilotWithNeighbour : RunningPilot
{
    protected override bool CrossesBorders => true;
}
