// SPDX-License-Identifier: EUPL-1.2

using Google.Rpc;
using Grpc.Core;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Persons;
using OnceOnly.Gateway.Api.Authentication;
using OnceOnly.Gateway.Api.Errors;
using OnceOnly.Gateway.Portal.Languages;
using OnceOnly.Identity.AccessTokens;

namespace OnceOnly.Gateway.Api.Rpc;

/// <summary>Errors as the exceptions with which a gRPC service answers.</summary>
internal sealed class RpcErrors(EvidenceApi api, TimeProvider time)
{
    public RpcException Of(EvidenceError error)
    {
        var sentence = new LocalizedMessage { Locale = PortalLanguages.Current, Message = api.SentenceOf(error) };
        var exception = GrpcErrors.StatusOf(error, time, sentence).ToRpcException();
        if (error is { Code: EvidenceErrorCode.LevelOfAssuranceTooLow })
        {
            var challenge = AccessTokenChallenge.InsufficientUserAuthentication(error.RequiredLevel ?? LevelOfAssurance.High);
            exception.Trailers.Add("www-authenticate", challenge);
        }

        return exception;
    }

    public static RpcException Of(CallRefusal refusal) => GrpcErrors.StatusOf(refusal).ToRpcException();
}
