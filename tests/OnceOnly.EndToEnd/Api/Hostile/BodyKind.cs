// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EndToEnd.Api.Hostile;

/// <summary>What an endpoint reads of a body.</summary>
internal enum BodyKind
{
    /// <summary>Nothing: whatever body comes along is left alone.</summary>
    None,

    /// <summary>A form of OAuth, answered with an OAuth error.</summary>
    OAuthForm,

    /// <summary>A form that a browser posts, answered with a page.</summary>
    BrowserForm,

    /// <summary>JSON of the evidence API, answered with a problem document.</summary>
    JsonText,

    /// <summary>A gRPC message, answered with a status.</summary>
    GrpcMessage,
}
