using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Godwit.Server.AdminApi;

/// <summary>GET /api/v1/openapi.json: the API described for machines. Made of the endpoints themselves.</summary>
internal static class ApiDescription
{
    private const string Document = "v1";
    private const string Bearer = "token";
    private const string Cookie = "session";

    public static void AddDescription(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) is true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Godwit", Version = "1", Description = "The admin API. A problem is answered as RFC 9457 problem details with one sentence as its detail." };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A program's token, or that of the data folder" },
                [Cookie] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = SignIn.SessionCookie.Name, Description = $"A person's session; changes need the header {AdminAccess.RequestHeader}" },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>()) parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name ?? "");
            operation.Responses ??= [];
            operation.Responses["default"] = new OpenApiResponse { Description = "What is wrong and what to do, in one sentence: detail", Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = Problem() } } };
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ConditionalChange>().Any()) (operation.Parameters ??= []).Add(IfMatch());
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredRole>().FirstOrDefault() is not { } required) return Task.CompletedTask;
            operation.Extensions = new Dictionary<string, IOpenApiExtension> { ["x-godwit-role"] = new JsonNodeExtension(JsonValue.Create(SignIn.RoleWords.Of(required.Role))) };
            if (required.Role != SignIn.Role.None)
                operation.Security = [.. new[] { Bearer, Cookie }.Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] })];
            return Task.CompletedTask;
        });
    });

    public static void MapDescription(this IEndpointRouteBuilder api) => api.MapOpenApi("/openapi.json");

    private static OpenApiParameter IfMatch() => new()
    {
        Name = "If-Match",
        In = ParameterLocation.Header,
        Description = "The ETag of what was read: 412 if it has changed since",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };
}
