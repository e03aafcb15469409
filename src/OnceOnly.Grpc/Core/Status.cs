// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;

namespace Grpc.Core;

/// <summary>Outcome of a call: a code and a sentence for the developer on the other side.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Status
{
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        Detail = detail;
        DebugException = debugException;
    }

    public StatusCode StatusCode { get; }

    /// <summary>Sent as `grpc-message`; must not hold what the peer may not see.</summary>
    public string Detail { get; }

    /// <summary>The local cause. Never sent.</summary>
    public Exception? DebugException { get; }

    public override string ToString() => $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")";
}
