// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Tells gRPC requests from others. A missing `te: trailers` is tolerated, as other servers do.</summary>
internal static class GrpcRequest
{
    public static bool TryAccept(HttpContext http, ILogger log)
    {
        if (!HttpProtocol.IsHttp2(http.Request.Protocol))
        {
            return Refuse(http, StatusCodes.Status426UpgradeRequired, log);
        }

        return GrpcHeader.IsGrpcContentType(http.Request.ContentType) || Refuse(http, StatusCodes.Status415UnsupportedMediaType, log);
    }

    private static bool Refuse(HttpContext http, int statusCode, ILogger log)
    {
        GrpcServerLog.NotGrpc(log, statusCode);
        http.Response.StatusCode = statusCode;
        if (statusCode == StatusCodes.Status426UpgradeRequired)
        {
            http.Response.Headers.Upgrade = HttpProtocol.Http2;
        }

        return false;
    }
}
