// SPDX-License-Identifier: EUPL-1.2

using static OnceOnly.EndToEnd.Api.Hostile.BodyKind;

namespace OnceOnly.EndToEnd.Api.Hostile;

/// <summary>Every endpoint of the gateway and what it reads. Whoever adds one says here how it must be attacked.</summary>
internal static class EndpointTable
{
    public static IReadOnlyDictionary<string, BodyKind> Rows { get; } = new Dictionary<string, BodyKind>(StringComparer.Ordinal)
    {
        ["GET /v1/evidence"] = None,
        ["POST /v1/exchanges"] = JsonText,
        ["GET /v1/exchanges/{exchangeId}"] = None,
        ["GET /v1/exchanges/{exchangeId}/events"] = None,
        ["GET /v1/exchanges/{exchangeId}/documents/{documentId}"] = None,
        ["POST /v1/exchanges/{exchangeId}/acknowledgement"] = JsonText,
        ["GET /openapi/{documentName}.yaml"] = None,
        ["POST /onceonly.evidence.v1.EvidenceService/FindEvidence"] = GrpcMessage,
        ["POST /onceonly.evidence.v1.EvidenceService/RequestEvidence"] = GrpcMessage,
        ["POST /onceonly.evidence.v1.EvidenceService/GetExchange"] = GrpcMessage,
        ["POST /onceonly.evidence.v1.EvidenceService/WatchExchange"] = GrpcMessage,
        ["POST /onceonly.evidence.v1.EvidenceService/FetchEvidence"] = GrpcMessage,
        ["POST /onceonly.evidence.v1.EvidenceService/AcknowledgeEvidence"] = GrpcMessage,
        ["POST /grpc.health.v1.Health/Check"] = GrpcMessage,
        ["POST /grpc.health.v1.Health/Watch"] = GrpcMessage,
        ["GET /assets/portal.css"] = None,
        ["GET /assets/icon.svg"] = None,
        ["GET /assets/depart.js"] = None,
        ["GET /documents/{handle}"] = None,
        ["* /health/live"] = None,
        ["* /health/startup"] = None,
        ["* /health/ready"] = None,
        ["GET /metrics"] = None,
        ["* /"] = BrowserForm,
        ["* /accessibility"] = BrowserForm,
        ["* /my-data"] = BrowserForm,
        ["* /my-data/erase"] = BrowserForm,
        ["* /error/{status}"] = None,
        ["* /explicit-request"] = BrowserForm,
        ["* /interaction/{token}"] = BrowserForm,
        ["* /login"] = BrowserForm,
        ["* /logout"] = BrowserForm,
        ["* /preview/{id}"] = BrowserForm,
        ["* /preview-space/{token}"] = BrowserForm,
        ["* /problems/{code}"] = BrowserForm,
        ["GET /.well-known/openid-configuration"] = None,
        ["GET /.well-known/oauth-authorization-server"] = None,
        ["GET /.well-known/jwks"] = None,
        ["POST /connect/par"] = OAuthForm,
        ["GET,POST /connect/authorize"] = BrowserForm,
        ["GET /connect/authorize/resume"] = None,
        ["GET /connect/authorize/cancel"] = None,
        ["POST /connect/token"] = OAuthForm,
        ["GET,POST /connect/userinfo"] = None,
        ["POST /connect/revocation"] = OAuthForm,
        ["GET,POST /connect/endsession"] = BrowserForm,
        ["POST /connect/endsession/confirm"] = BrowserForm,
        ["GET /eid/eidas/metadata"] = None,
        ["POST /eid/eidas/acs"] = BrowserForm,
    };
}
