// SPDX-License-Identifier: EUPL-1.2

using Google.Rpc;
using Grpc.Core;

namespace OnceOnly.Pilot.EServices.EvidenceApi;

/// <summary>Reads the <c>google.rpc</c> details of a refusal.</summary>
internal static class GrpcProblem
{
    public static EvidenceProblem Of(RpcException refusal)
    {
        var message = refusal.Status.Detail;
        var code = refusal.StatusCode.ToString();
        if (refusal.Trailers.GetValueBytes("grpc-status-details-bin") is { } bytes)
        {
            foreach (var detail in Google.Rpc.Status.Parser.ParseFrom(bytes).Details)
            {
                if (detail.TryUnpack<ErrorInfo>(out var info))
                {
                    code = info.Type;
                }
            }
        }

        return new EvidenceProblem(code.ToLowerInvariant(), message);
    }
}
