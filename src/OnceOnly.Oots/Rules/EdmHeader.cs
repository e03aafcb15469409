// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.Oots.Edm;

namespace OnceOnly.Oots.Rules;

/// <summary>The message header as the rules R-EDM-ebMS-… see it.</summary>
/// <param name="Message">The ebMS header.</param>
/// <param name="Version">The version the message itself is judged by.</param>
public sealed record EdmHeader(UserMessage Message, EdmVersion Version);
