// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Profiles;

/// <summary>How a request travels through the browser (SAML bindings §3.4, §3.5). Answers always come by POST.</summary>
public enum RequestBinding
{
    Post,

    /// <summary>In the query of a redirect, deflated; the query is signed and the message is not (SAML bindings §3.4.4.1).</summary>
    Redirect,

    /// <summary>In the query of a redirect as in a form: not deflated, and signed inside. No SAML standard has this, some nodes do.</summary>
    RedirectEnveloped,
}
