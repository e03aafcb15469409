// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas;

/// <summary>Whether a service provider belongs to the public or the private sector.</summary>
public enum SpType
{
    Public,
    Private,
}
