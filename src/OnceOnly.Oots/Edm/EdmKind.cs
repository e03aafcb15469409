// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Edm;

/// <summary>The three messages of an evidence exchange.</summary>
public enum EdmKind
{
    /// <summary><c>query:QueryRequest</c>.</summary>
    Request,

    /// <summary><c>query:QueryResponse</c> with evidence, or with the promise of it.</summary>
    Response,

    /// <summary><c>query:QueryResponse</c> that says why there is none.</summary>
    Error,
}
