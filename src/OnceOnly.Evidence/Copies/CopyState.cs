// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Copies;

/// <summary>States of a stored copy.</summary>
public enum CopyState
{
    /// <summary>The provider is being asked; segments arrive.</summary>
    Arriving,

    /// <summary>Complete; serves the exchange it was fetched for.</summary>
    Held,

    /// <summary>Accepted, and its policy lets it serve other explicit requests of the person.</summary>
    Reusable,

    /// <summary>Its key is gone; what is left waits to be swept.</summary>
    Erased,
}
