// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Messages;

/// <summary>The agreement that two parties exchange under; the evidence exchange between Member States names none.</summary>
public sealed record AgreementReference(string Value, string? Type = null, string? ProcessingMode = null);
