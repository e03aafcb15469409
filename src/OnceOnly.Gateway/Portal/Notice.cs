// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Portal;

/// <summary>Something that the citizen must see first.</summary>
/// <param name="Sentence">In their language.</param>
/// <param name="IsError">Whether something went wrong.</param>
/// <param name="Field">Identifier of the input to mend; the sentence leads there.</param>
public sealed record Notice(string Sentence, bool IsError, string? Field = null);
