// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;

namespace OnceOnly.EDelivery.Parties;

/// <summary>The test service of ebMS 3.0: a message that shows that two access points reach and believe each other, and is for nobody behind them.</summary>
public static class TestService
{
    public const string Service = EbmsNames.Ebms + "service";
    public const string Action = EbmsNames.Ebms + "test";

    /// <summary>Whether the message is a test; roles and agreement of one say nothing.</summary>
    public static bool IsMeantBy(UserMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Service.Value == Service && message.Action == Action;
    }
}
