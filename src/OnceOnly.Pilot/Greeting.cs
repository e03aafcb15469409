// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;

namespace OnceOnly.Pilot;

/// <summary>What somebody who has just started the pilot reads.</summary>
internal static class Greeting
{
    public static async Task WriteAsync(PilotWorld world, TextWriter output)
    {
        var at = world.Addresses;
        await output.WriteLineAsync($"""

            The pilot is up. Start at an e-service, log in as one of the persons below, and see where their evidence goes.

              E-services   {Line(at.Aegina, PilotEServices.Aegina)}   (gRPC, DPoP)
                           {Line(at.Syros, PilotEServices.Syros)}   (REST, mutual TLS)
              Gateway      {at.Gateway}            citizens' pages, OpenID provider, evidence API
                           {at.Gateway}my-data     who asked for what
                           {at.GatewayMutualTls}            the same for clients with certificates
                           {at.GatewayOperations}metrics      counters
              eIDAS node   {at.Node}
              Finland      {at.Finland}   gateway of a second Member State
              Common services {at.CommonServices}eb and dsd: who proves what, and how they are reached
              Registries   {at.Registries}
              At a shell   dotnet run --project src/OnceOnly.Cli -- token --persona maria{Flags(at)}

            The browser warns until it trusts {world.Certificates.Authority.CertificatePath}

            """);
        foreach (var persona in PilotPersonas.All)
        {
            await output.WriteLineAsync($"  {persona.Country}  {persona.DisplayName,-36} {persona.Description}");
        }

        await output.WriteLineAsync("\nCtrl-C stops it.");
    }

    /// <summary>On the documented ports the command needs no addresses.</summary>
    private static string Flags(PilotAddresses at) => at.Gateway == PilotAddresses.Fixed().Gateway
        ? string.Empty
        : $" --issuer {at.Gateway.OriginalString} --callback {new EServiceAddresses(at.Shell).Callback}";

    private static string Line(Uri address, EServiceProfile profile) => $"{address}   {profile.Municipality}: {profile.Name}";
}
