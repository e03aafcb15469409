// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;

namespace Grpc.Core;

/// <summary>Outcome of a call: a code and a sentence for the developer on the other side.</summary>
/// <param name="StatusCode">The outcome.</param>
/// <param name="Detail">Sent as `grpc-message`; must not hold what the peer may not see.</param>
/// <param name="DebugException">The local cause. Never sent.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Status(StatusCode StatusCode, string Detail, Exception? DebugException)
{
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    public override string ToString() => $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")";
}
