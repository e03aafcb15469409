// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;

namespace OnceOnly.Registries.Calls;

/// <summary>The tries of one call: whoever asks is told of each that goes out after one that may have arrived.</summary>
internal sealed class CallTries(Func<EvidenceErrorCode, Task<bool>> mayRepeatAsync)
{
    private EvidenceErrorCode? _last;
    private bool _mayLeave = true;

    /// <returns>False when the exchange is not ours any more: nothing may leave.</returns>
    public async ValueTask<bool> MayLeaveAsync()
    {
        if (!_mayLeave && !await mayRepeatAsync(_last!.Value))
        {
            return false;
        }

        // What was told once and did not leave, because nobody could be reached, need not be told again.
        return _mayLeave = true;
    }

    /// <summary>A request left; the next one repeats it.</summary>
    /// <param name="outcome">Why there may be a next one.</param>
    public void Left(EvidenceErrorCode outcome) => (_last, _mayLeave) = (outcome, false);
}
