// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.State;

/// <summary>
/// The store cannot be reached, is read-only, full or overloaded. Nothing was half-written, but where it happened while
/// a change was being committed nobody knows whether it was: read again, then decide again. It may well work in a moment.
/// </summary>
public sealed class StateUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
