// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;

namespace OnceOnly.Registries.Calls;

/// <summary>What came of one call.</summary>
internal abstract record RegistryReply : IDisposable
{
    private RegistryReply()
    {
    }

    /// <summary>Repetitions are thrown away with the connections they hold.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>Read into memory and within its limit.</summary>
    public sealed record Whole(byte[] Body) : RegistryReply;

    /// <summary>Read to its end by the call's reader.</summary>
    public sealed record Read : RegistryReply;

    /// <summary>Still on its way to the call's reader.</summary>
    public sealed record Streaming(HttpResponseMessage Response) : RegistryReply
    {
        public override void Dispose()
        {
            Response.Dispose();
            base.Dispose();
        }
    }

    /// <summary>The registry has nothing of the kind.</summary>
    public sealed record Absent : RegistryReply;

    /// <summary>The registry has it later.</summary>
    public sealed record Deferred(DateTimeOffset Until) : RegistryReply;

    /// <param name="Code">What went wrong.</param>
    /// <param name="Cause">For the log; never what the registry sent.</param>
    /// <param name="IsTransient">Whether another try may go better.</param>
    /// <param name="RetryAfter">What the registry asked for.</param>
    public sealed record Failed(EvidenceErrorCode Code, string Cause, bool IsTransient = false, TimeSpan? RetryAfter = null)
        : RegistryReply
    {
        /// <summary>Whether part of the answer has been passed on, so that another try of this call would come too late.</summary>
        public bool IsHalfRead { get; init; }

        /// <summary>Whether the registry does not take our credentials.</summary>
        public bool IsUnauthorized { get; init; }
    }
}
