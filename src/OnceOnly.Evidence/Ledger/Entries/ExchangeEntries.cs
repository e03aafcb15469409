// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Serialization;

namespace OnceOnly.Evidence.Ledger.Entries;

/// <summary>There is no evidence, and this is why.</summary>
/// <param name="Error">Wire code of the error.</param>
public sealed record ExchangeFailed(string Error) : LedgerEntry
{
    [JsonIgnore]
    public override string Outcome => Error;
}

/// <summary>Nobody acted in time, or what it belonged to ended.</summary>
public sealed record ExchangeExpired : LedgerEntry
{
    [JsonIgnore]
    public override string Outcome => "expired";
}
