// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Registries;
using OnceOnly.Pilot.World;

namespace OnceOnly.Pilot.Walk.Journeys;

/// <summary>What every journey to Finland has in common.</summary>
public sealed class BorderCrossing(Crowd crowd, Citizen citizen, PilotRegistries registries, string registry)
{
    private readonly string _registry = "finland/" + registry;

    public Uri Aegina => crowd.Addresses.Aegina;

    /// <summary>At an e-service in Greece, up to the explicit request.</summary>
    public async Task ApplyAsync(string procedure, CancellationToken cancellationToken)
    {
        await citizen.ApplyAsync(Aegina, PilotEServices.Aegina.Find(procedure)!, cancellationToken);
        if (citizen.Page.Address.AbsolutePath.StartsWith("/login", StringComparison.Ordinal))
        {
            await citizen.LogInAsync(cancellationToken);
        }
    }

    /// <summary>The explicit request; the answer from Finland is that the evidence is to be seen there.</summary>
    public async Task GiveAsync(CancellationToken cancellationToken)
    {
        var before = registries.CallsTo(_registry);
        await citizen.GiveExplicitRequestAsync(cancellationToken);
        citizen.ExpectAt(crowd.Addresses.Gateway, "/preview/");
        ExpectCalls(before);
    }

    /// <summary>To Finland, where nothing is fetched before the log-in.</summary>
    public async Task LogInThereAsync(CancellationToken cancellationToken)
    {
        var before = registries.CallsTo(_registry);
        await citizen.LeaveForAsync(crowd.Addresses.Finland, cancellationToken);
        ExpectCalls(before);
        await citizen.At(crowd.Addresses.Finland).LogInAsync(cancellationToken);
        await SeeAsync(cancellationToken);
    }

    /// <summary>Back in Finland, where one is still logged in.</summary>
    public async Task ReturnThereAsync(CancellationToken cancellationToken)
    {
        await citizen.LeaveForAsync(crowd.Addresses.Finland, cancellationToken);
        await SeeAsync(cancellationToken);
    }

    public void ExpectPieces(int count)
    {
        var found = citizen.Page.Document.QuerySelectorAll(".panel--evidence").Length;
        if (found != count)
        {
            throw new WalkException($"Expected {count} documents in the preview, but there are {found} (\"{citizen.Page.Heading}\").");
        }
    }

    /// <summary>Accepts or declines everything there, and comes back to the e-service.</summary>
    public async Task DecideThereAsync(bool accept, CancellationToken cancellationToken)
    {
        await citizen.PressAsync(accept ? "Accept and send" : "Decline", cancellationToken);
        await ReturnAsync(cancellationToken);
    }

    /// <summary>After the decision back to the e-service, however long the messages take.</summary>
    public async Task ReturnAsync(CancellationToken cancellationToken)
    {
        if (citizen.Page.Address.Authority == crowd.Addresses.Finland.Authority)
        {
            // Faster than the message that says where to return to.
            await SeeAsync(cancellationToken);
            await citizen.FollowAsync("Return to", cancellationToken);
        }

        await citizen.ComeBackAsync(Aegina, crowd.Time, cancellationToken);
    }

    /// <summary>Comes back by the link of a page on which there is nothing to decide.</summary>
    public async Task ComeBackAsync(CancellationToken cancellationToken)
    {
        await citizen.FollowAsync("Return to", cancellationToken);
        await citizen.ComeBackAsync(Aegina, crowd.Time, cancellationToken);
    }

    private async Task SeeAsync(CancellationToken cancellationToken)
    {
        var there = citizen.At(crowd.Addresses.Finland);
        while (there.Page.Document.QuerySelector("a.button[href='']") is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), crowd.Time, cancellationToken);
            await there.GoToAsync(there.Page.Address, cancellationToken);
        }

        there.ExpectAt(crowd.Addresses.Finland, "/preview-space/");
    }

    private void ExpectCalls(int before)
    {
        if (registries.CallsTo(_registry) != before)
        {
            throw new WalkException("The Finnish registry was asked before the citizen had logged in there.");
        }
    }
}
