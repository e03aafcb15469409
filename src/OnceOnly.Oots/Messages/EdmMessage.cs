// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;

namespace OnceOnly.Oots.Messages;

/// <summary>A message of an evidence exchange.</summary>
public abstract record EdmMessage
{
    private protected EdmMessage()
    {
    }

    public required EdmVersion Version { get; init; }
}
