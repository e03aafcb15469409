// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Eidas.Saml;

namespace OnceOnly.Eidas.Responses;

/// <summary>What every check needs: what is expected, the time, and where to note what is wrong.</summary>
/// <remarks>Times are compared by their difference: a sum can leave the calendar, and messages may hold its last day.</remarks>
internal sealed record CheckContext(ResponseExpectation Expected, DateTimeOffset Now, Findings Findings)
{
    public ResponseTolerances Tolerances => Expected.Tolerances;

    /// <summary>When the Response says it was made; null until that is read. What was not good then is not late.</summary>
    public DateTimeOffset? Issued { get; init; }

    /// <summary>Reads a time that lies neither in the future nor before the request or the oldest age allowed.</summary>
    public DateTimeOffset? RequireRecent(string? text, TimeSpan maximumAge, ResponseRule rule)
    {
        var instant = SamlInstant.Parse(text);
        var skew = Tolerances.ClockSkew;
        var problem = instant switch
        {
            null => NoInstant(text),
            _ when instant - Now > skew => $"It is in the future, {Apart(instant.Value - Now)} ahead of our clock.",
            _ when Now - instant > maximumAge + skew => $"It is too long ago, {Apart(Now - instant.Value)} behind our clock.",
            _ when IsBeforeRequest(instant) => "It is before the request.",
            _ => null,
        };
        var wasTooOld = (Issued ?? instant) - instant > maximumAge + skew;
        Findings.Require(problem is null, rule, problem, isLateness: instant < Now && !wasTooOld && !IsBeforeRequest(instant));
        return instant;
    }

    /// <summary>Whether a node with a good clock cannot have written it in its answer.</summary>
    public bool IsBeforeRequest(DateTimeOffset? instant) => Expected.RequestIssuedAt - instant > Tolerances.ClockSkew;

    /// <summary>Why a text is no point in time.</summary>
    public static string NoInstant(string? text) => text is null ? "It is missing." : "It is not a time in UTC.";

    public static string Apart(TimeSpan difference) => difference.Ticks switch
    {
        > TimeSpan.TicksPerDay => string.Create(CultureInfo.InvariantCulture, $"{difference.TotalDays:0.#} days"),
        > TimeSpan.TicksPerHour => string.Create(CultureInfo.InvariantCulture, $"{difference.TotalHours:0.#} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{difference.TotalSeconds:0} s"),
    };

    /// <summary>Reads an end of validity that must not be reached; ends get no tolerance.</summary>
    public DateTimeOffset? RequireNotReached(string? text, ResponseRule rule)
    {
        var end = SamlInstant.Parse(text);
        var problem = end switch
        {
            null => NoInstant(text),
            _ when end <= Now => "It is over.",
            _ => null,
        };
        Findings.Require(problem is null, rule, problem, isLateness: end > Issued);
        return end;
    }

    /// <summary>Reads an end of the assertion's use: not reached, and near enough to remember the message until then.</summary>
    public DateTimeOffset? RequireNear(string? text, ResponseRule rule)
    {
        var end = RequireNotReached(text, rule);
        Findings.Require(!(end - Now > Tolerances.MaximumLifetime), ResponseRules.AssertionLifetime);
        return end;
    }
}
