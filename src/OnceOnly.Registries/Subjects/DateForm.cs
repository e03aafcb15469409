// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;

namespace OnceOnly.Registries.Subjects;

/// <summary>How a registry writes dates: <c>yyyy</c>, <c>MM</c> and <c>dd</c>, once each, with separators or without.</summary>
internal static class DateForm
{
    public const string Usual = "yyyy-MM-dd";

    private const string Separators = "-./ ";

    public static bool IsValid(string form)
    {
        var rest = form;
        foreach (var part in (string[])["yyyy", "MM", "dd"])
        {
            var at = rest.IndexOf(part, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            rest = rest.Remove(at, part.Length).Insert(at, " ");
        }

        return rest.All(character => Separators.Contains(character, StringComparison.Ordinal));
    }

    /// <param name="usual">A date as <see cref="Usual"/>.</param>
    /// <param name="form">The registry's form.</param>
    public static string To(string usual, string form) =>
        DateOnly.ParseExact(usual, Usual, CultureInfo.InvariantCulture).ToString(form, CultureInfo.InvariantCulture);
}
