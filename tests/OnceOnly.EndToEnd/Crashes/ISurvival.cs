// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EndToEnd.Crashes;

/// <summary>Repeats steps that fail for reasons which are not the step's.</summary>
internal interface ISurvival
{
    Task<T> SurviveAsync<T>(Func<Task<T>> step, CancellationToken cancellationToken);
}
