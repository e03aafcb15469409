// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Portal;

/// <summary>The form that confirms a log-out asked for by an e-service.</summary>
public sealed record LogoutForm(string Action, string FieldName, string FieldValue);
