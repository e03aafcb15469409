// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Profiles;

/// <summary>How a request travels through the browser (SAML bindings §3.4, §3.5). Answers always come by POST.</summary>
public enum RequestBinding
{
    Post,

    /// <summary>In the query of a redirect, which carries the signature.</summary>
    Redirect,
}
