// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OnceOnly.Registries.Declarations;

/// <summary>Collects what is wrong with a configuration, each with its key.</summary>
internal sealed class Problems(string key, ICollection<string> found)
{
    public Problems At(string child) => new($"{key}:{child}", found);

    public Problems At(int index) => At(index.ToString(CultureInfo.InvariantCulture));

    /// <param name="whatToDo">Continues a sentence that starts with the key.</param>
    public void Add(string whatToDo) => found.Add($"{key} {whatToDo}");

    public void AddUnless(bool holds, string whatToDo)
    {
        if (!holds)
        {
            Add(whatToDo);
        }
    }

    public bool Has([NotNullWhen(true)] string? value)
    {
        AddUnless(!string.IsNullOrWhiteSpace(value), "is missing.");
        return !string.IsNullOrWhiteSpace(value);
    }
}
