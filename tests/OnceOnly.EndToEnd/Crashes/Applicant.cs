// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Desk;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.EServices.Dossiers;
using OnceOnly.Pilot.Personas;

namespace OnceOnly.EndToEnd.Crashes;

/// <summary>Applies for one thing after another, and brings each to its end however often the gateway dies.</summary>
internal sealed class Applicant(
    DeveloperDesk desk, ISurvival life, Witness witness, IReadOnlyList<Persona> personas, IReadOnlyList<OfferedProcedure> procedures, string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="enough">No new application begins once this is complete.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task RunAsync(Task enough, CancellationToken cancellationToken)
    {
        for (var turn = 0; !enough.IsCompleted; turn++)
        {
            var persona = personas[turn % personas.Count];
            var procedure = procedures[turn % procedures.Count];
            using var application = await life.SurviveAsync(() => desk.OpenAsync(persona, procedure, cancellationToken), cancellationToken);
            var store = new StoredDocuments(Path.Combine(folder, Guid.NewGuid().ToString("N")));
            var exchange = string.Empty;
            while (!await life.SurviveAsync(StepAsync, cancellationToken))
            {
                // On to the next step.
            }

            // A crash may have swallowed the last answer, so each step looks anew where the exchange is.
            async Task<bool> StepAsync()
            {
                if (store.All.Count > 0)
                {
                    await application.AcknowledgeAsync(exchange, store, cancellationToken);
                    witness.Acknowledged(exchange);
                    return true;
                }

                var found = await application.RequestAsync(cancellationToken);
                exchange = found.Id;
                switch (found.State)
                {
                    case "requested":
                        await application.WaitAsync(exchange, Patience, cancellationToken);
                        return false;
                    case "preview_required" or "previewing":
                        await application.DecideAsync(found, accept: true, cancellationToken);
                        return false;
                    case "available" or "delivered":
                        await application.FetchAsync(found, store, cancellationToken);
                        witness.Delivered(exchange);
                        return false;
                    default:
                        witness.Ended(found);
                        return true;
                }
            }
        }
    }
}
