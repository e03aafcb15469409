// SPDX-License-Identifier: EUPL-1.2

using Microsoft.OpenApi;
using OnceOnly.Gateway.Listeners;

namespace OnceOnly.Gateway.Api.Description;

/// <summary>The REST API described by itself (OpenAPI 3.1), at <c>/openapi/v1.yaml</c>.</summary>
internal static class ApiDescription
{
    private const string DocumentName = "v1";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(DocumentName, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.CreateSchemaReferenceId = SchemaDetails.NameOf;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            SchemaDetails.Complete(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            OperationDetails.Complete(operation, context.Document!);
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapOpenApi("/openapi/{documentName}.yaml").ServedOn(Listener.Public, Listener.MutualTls);

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Evidence API",
            Version = DocumentName,
            Summary = "Evidence that a citizen requested, for the e-service that they requested it for",
            Description = "The same resources and rules as the gRPC service `onceonly.evidence.v1.EvidenceService`. Every call carries an access token "
                + "that was granted together with the citizen's explicit request (`authorization_details` of type `evidence_request`), bound to the "
                + "caller's key by DPoP or mutual TLS. Every error is a problem document (RFC 9457) whose `type` leads to a page about it.",
            License = new OpenApiLicense { Name = "EUPL-1.2", Identifier = "EUPL-1.2" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.AddComponent<IOpenApiSecurityScheme>(SecuritySchemes.Dpop, SecuritySchemes.OfDpop());
        document.AddComponent<IOpenApiSecurityScheme>(SecuritySchemes.Bearer, SecuritySchemes.OfBearer());
        document.AddComponent<IOpenApiSecurityScheme>(SecuritySchemes.MutualTls, SecuritySchemes.OfMutualTls());
        document.Security = SecuritySchemes.Required(document);
    }
}
