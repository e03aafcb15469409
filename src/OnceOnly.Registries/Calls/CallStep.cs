// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Calls;

internal enum CallStep
{
    Lookup,
    Document,
}
