// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

internal sealed class SubjectFieldOptions
{
    /// <summary>JSON pointer, or XPath to one element or attribute.</summary>
    public string? At { get; init; }

    /// <summary>The attributes of the person, one of which must stand there: for example the name in Latin or original script.</summary>
    public List<string> IsOneOf { get; init; } = [];

    /// <summary>How the date stands there, such as <c>dd.MM.yyyy</c>; <c>yyyy-MM-dd</c> unless set.</summary>
    public string? DateFormat { get; init; }
}
