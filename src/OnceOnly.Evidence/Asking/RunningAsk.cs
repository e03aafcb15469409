// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;

namespace OnceOnly.Evidence.Asking;

/// <summary>An ask under way. It moves on with each repetition, until it has its answer.</summary>
[SuppressMessage("Design", "CA1001", Justification = "An adapter that was left behind may still knock at the gate; without a wait handle it holds nothing.")]
internal sealed class RunningAsk(Ask ask, bool isPatient)
{
    private readonly SemaphoreSlim _gate = new(1);
    private volatile Ask _ask = ask;
    private bool _isAnswered;

    public Ask Ask => _ask;

    /// <summary>Its adapter waits for minutes, as it must.</summary>
    public bool IsPatient => isPatient;
    public Task Task { get; set; } = Task.CompletedTask;

    /// <param name="repeat">Writes the repetition down; null when the exchange is not this asker's any more.</param>
    public async Task<bool> TryRepeatAsync(Func<Ask, Task<Ask?>> repeat)
    {
        await _gate.WaitAsync();
        try
        {
            if (_isAnswered || await repeat(_ask) is not { } repeated)
            {
                return false;
            }

            _ask = repeated;
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>From here on nothing is repeated, even by an adapter that was left behind; what was begun is waited for.</summary>
    public async Task<Ask> AnsweredAsync()
    {
        await _gate.WaitAsync();
        _isAnswered = true;
        _gate.Release();
        return _ask;
    }
}
