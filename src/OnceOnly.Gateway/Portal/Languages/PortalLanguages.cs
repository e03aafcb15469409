// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;

namespace OnceOnly.Gateway.Portal.Languages;

/// <summary>The languages of the pages: one more is one more resource file and one more tag here.</summary>
internal static class PortalLanguages
{
    public const string Default = "en";

    public static IReadOnlyList<CultureInfo> All { get; } = [CultureInfo.GetCultureInfo(Default), CultureInfo.GetCultureInfo("el")];

    /// <summary>The language of the page being made, as a tag without region.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The first of the languages asked for that there is; null when there is none.</summary>
    public static CultureInfo? Best(IEnumerable<string> tags) => tags
        .Select(tag => All.FirstOrDefault(language => tag.Split('-')[0].Equals(language.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(language => language is not null);
}
