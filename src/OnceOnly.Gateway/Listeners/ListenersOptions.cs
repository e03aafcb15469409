// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Listeners;

/// <summary>The doors and how each is opened (<c>Listeners</c>).</summary>
public sealed class ListenersOptions
{
    public const string Section = "Listeners";

    public ListenerOptions Public { get; } = new();

    /// <summary>Optional; needed for clients that authenticate with certificates.</summary>
    public ListenerOptions MutualTls { get; } = new();

    public ListenerOptions Documents { get; } = new();

    /// <summary>Optional; needed for evidence across borders.</summary>
    public ListenerOptions EDelivery { get; } = new();

    public ListenerOptions Operations { get; } = new() { Origin = new Uri("http://localhost:9090") };

    public ListenerOptions Of(Listener listener) => listener switch
    {
        Listener.Public => Public,
        Listener.MutualTls => MutualTls,
        Listener.Documents => Documents,
        Listener.EDelivery => EDelivery,
        Listener.Operations => Operations,
        _ => throw new ArgumentOutOfRangeException(nameof(listener), listener, "Unknown listener."),
    };
}
