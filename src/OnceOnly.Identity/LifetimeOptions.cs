// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity;

/// <summary>How long protocol state lasts (<c>Identity:Lifetimes</c>).</summary>
public sealed class LifetimeOptions
{
    /// <summary>From pushing a request to opening it in a browser. <value>The default is 90 seconds.</value></summary>
    public TimeSpan PushedRequest { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>From opening a request to its decision, log-in included. <value>The default is 30 minutes.</value></summary>
    public TimeSpan Authorization { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>One log-in. <value>The default is 20 minutes.</value></summary>
    public TimeSpan Login { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>How long a log-in and what was asked of an eID for it are known: whoever comes back after <see cref="Login"/> still gets back to the e-service.</summary>
    internal TimeSpan LoginKnown => Authorization > Login ? Authorization : Login;

    /// <summary>Authorization code. <value>The default is 60 seconds, which is also the most.</value></summary>
    public TimeSpan Code { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Access token. <value>The default is 5 minutes, which is also the most.</value></summary>
    public TimeSpan AccessToken { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>ID token. <value>The default is 5 minutes.</value></summary>
    public TimeSpan IdToken { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A grant of an e-service that may refresh. <value>The default is 7 days.</value></summary>
    public TimeSpan Grant { get; set; } = TimeSpan.FromDays(7);

    /// <summary>A citizen's session without a request. <value>The default is 20 minutes.</value></summary>
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>A citizen's session at the longest. <value>The default is 4 hours.</value></summary>
    public TimeSpan SessionAbsolute { get; set; } = TimeSpan.FromHours(4);
}
