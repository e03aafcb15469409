// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Gateway.Portal.Documents;

/// <summary>What a short-lived link to a document stands for.</summary>
internal sealed record DocumentLink(string PreviewId, DocumentInfo Document, AuthenticatedPerson Person);
