// SPDX-License-Identifier: EUPL-1.2

using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using OnceOnly.Evidence.Errors;
using OnceOnly.Gateway.Api.Errors;

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>An error as the answer of an endpoint.</summary>
internal sealed class ErrorResult(EvidenceError error) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(0, typeof(Problem), [Problem.MediaType]));

    public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(httpContext, error);
}
