// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Listeners;

/// <summary>Set on each connection: through which door it came. Unlike the Host header nobody can forge it.</summary>
internal sealed record ListenerFeature(Listener Listener);
