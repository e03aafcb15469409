// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Gateway.Portal.Documents;

/// <summary>What a short-lived link to a document stands for.</summary>
/// <param name="PreviewId">The preview it is in; where it is served to another Member State, the token of the link to it.</param>
/// <param name="Document">The document.</param>
/// <param name="Person">Who sees it.</param>
/// <param name="IsServed">Whether it is served to another Member State.</param>
internal sealed record DocumentLink(string PreviewId, DocumentInfo Document, AuthenticatedPerson Person, bool IsServed = false);
