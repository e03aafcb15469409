// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Gateway.Portal;

namespace OnceOnly.Gateway.Api;

/// <summary>What gRPC and REST have to say alike.</summary>
internal sealed class EvidenceApi(IOptions<ListenersOptions> listeners, IStringLocalizer<Texts> texts)
{
    /// <summary>Where to send the browser so that a person can act.</summary>
    public Uri LinkOf(Interaction interaction) => new(listeners.Value.Public.Origin!, "/interaction/" + Uri.EscapeDataString(interaction.Token));

    /// <summary>The citizen's sentence, in the language of the request.</summary>
    public string SentenceOf(EvidenceError error) => texts[error.UserMessageKey];
}
