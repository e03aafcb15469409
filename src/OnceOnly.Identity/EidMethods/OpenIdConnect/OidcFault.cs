// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Why an answer of a connector is not believed: for the operator's log.</summary>
internal enum OidcFault
{
    None,

    /// <summary>The <c>iss</c> of the answer is missing where the connector promises one, or is another (RFC 9207).</summary>
    ResponseIssuer,

    /// <summary>Neither code nor error, or a parameter twice.</summary>
    ResponseForm,

    /// <summary>The token endpoint does not know us by our secret or key, or lets us do nothing there. Ours to mend, or the connector's.</summary>
    ClientRefused,

    /// <summary>The token endpoint did not take the code, or its answer is no JSON object.</summary>
    CodeNotRedeemed,

    /// <summary>Encrypted though no key is configured, with an algorithm that is not allowed, or not for us.</summary>
    TokenEncryption,

    /// <summary>Not a JWT, or signed with an algorithm or key that is not allowed.</summary>
    TokenSignature,

    /// <summary>A JWT of another kind by its <c>typ</c>, for example an access token.</summary>
    TokenType,

    TokenIssuer,

    /// <summary>It is not for us, or for others too without saying that we asked.</summary>
    TokenAudience,

    /// <summary>Expired, from the future, or without the times it must have.</summary>
    TokenTime,

    /// <summary>No <c>auth_time</c>, or one that is not of this log-in: an older session at the connector answered.</summary>
    AuthenticationTime,

    /// <summary>Not the one of this request.</summary>
    TokenNonce,

    /// <summary>UserInfo could not be had or speaks of somebody else.</summary>
    UserInfo,

    /// <summary>As <see cref="TokenEncryption"/>.</summary>
    UserInfoEncryption,

    /// <summary>As <see cref="TokenSignature"/>, or no token though configuration requires one.</summary>
    UserInfoSignature,

    /// <summary>A JWT of another kind, issuer, audience or time.</summary>
    UserInfoToken,

    /// <summary>A claim that configuration requires is missing or has another value.</summary>
    RequiredClaim,

    /// <summary>No claim that means a level.</summary>
    Level,

    /// <summary>A level lower than the one that was asked for.</summary>
    LevelTooLow,

    /// <summary>A claim of the person data set is missing or cannot be read.</summary>
    Person,

    /// <summary>The identifier comes from another country than the connector's, or than the chosen one.</summary>
    IdentifierOrigin,

    /// <summary>The identifier was made for another country than ours.</summary>
    IdentifierDestination,
}
