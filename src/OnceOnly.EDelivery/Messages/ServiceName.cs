// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Messages;

/// <param name="Value">For example <c>QueryManager</c>.</param>
/// <param name="Type">URI; without one the value itself must be a URI (ebMS 3.0 §5.2.2.8).</param>
public sealed record ServiceName(string Value, string? Type = null);
