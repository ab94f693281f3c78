using System.Text.Json.Nodes;
using Matcher.Api.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Matcher.Api.Hosting;

/// <summary>Shows the parameters that routes declare.</summary>
internal sealed class ParameterFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Parameters =
        [
            .. context
                .ApiDescription.ActionDescriptor.EndpointMetadata.OfType<RouteParameter>()
                .Select(parameter => Show(parameter, context)),
        ];
    }

    private static OpenApiParameter Show(RouteParameter parameter, OperationFilterContext context) =>
        new()
        {
            Name = parameter.Name,
            In = parameter.Place switch
            {
                ParameterPlace.Path => ParameterLocation.Path,
                ParameterPlace.Header => ParameterLocation.Header,
                _ => ParameterLocation.Query,
            },
            Description = parameter.Description,
            Required = parameter.IsRequired || parameter.Place == ParameterPlace.Path,
            Schema = Schema(parameter, context),
            Example = Json(parameter.Example),
        };

    private static IOpenApiSchema Schema(RouteParameter parameter, OperationFilterContext context)
    {
        var known = context.SchemaGenerator.GenerateSchema(parameter.Type, context.SchemaRepository);
        if (known is not OpenApiSchema schema)
            return parameter.Default is null ? known : new OpenApiSchema { AllOf = [known], Default = Json(parameter.Default) };
        schema.Default = Json(parameter.Default);
        schema.Pattern = parameter.Pattern;
        if (parameter.Texts is { } texts)
            schema.Enum = [.. texts.Select(text => (JsonNode)text)];
        if (parameter.IsRepeated)
            return new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema };
        if (parameter.Bounds is not { } bounds)
            return schema;
        if (parameter.Type == typeof(string))
            (schema.MinLength, schema.MaxLength) = (bounds.Least, bounds.Most);
        else
            (schema.Minimum, schema.Maximum) = ($"{bounds.Least}", $"{bounds.Most}");
        return schema;
    }

    private static JsonNode? Json(string? json) => json is null ? null : JsonNode.Parse(json);
}

/// <summary>Shows the examples that routes give, and their answers by status.</summary>
internal sealed class ExampleFilter : IOperationFilter
{
    // Kiota's clients drop an answer that is not JSON where the document has this status, and keep it where it has the range.
    private const string NotModified = "304";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var example in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<RouteExample>())
        {
            var content =
                Content(operation, example)
                ?? throw new InvalidOperationException($"The example {example.Name} is of nothing that the route documents.");
            // The framework knows of one type for a status, so texts that an answer may have in place of JSON come in here; and so do those
            // that a route takes, as the framework would refuse all others before the route could say why.
            if (example.IsText)
                content.TryAdd(example.MediaType!, new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            foreach (var (type, any) in content)
            {
                if (any is not OpenApiMediaType media || (example.MediaType is not null && example.MediaType != type))
                    continue;
                media.Examples ??= new Dictionary<string, IOpenApiExample>();
                media.Examples[example.Name] = new OpenApiExample
                {
                    Summary = example.Summary ?? example.Name,
                    Value = example.IsText ? JsonValue.Create(example.Body) : JsonNode.Parse(example.Body),
                };
            }
        }
        var responses = new OpenApiResponses();
        foreach (var (status, response) in operation.Responses!.OrderBy(response => response.Key, StringComparer.Ordinal))
            responses.Add(status == NotModified && !IsJson(operation) ? "3XX" : status, response);
        operation.Responses = responses;
    }

    private static bool IsJson(OpenApiOperation operation) =>
        operation.Responses!["200"].Content!.Keys.Any(type => type.EndsWith("json", StringComparison.Ordinal));

    private static IDictionary<string, IOpenApiMediaType>? Content(OpenApiOperation operation, RouteExample example)
    {
        if (example.Status is not { } status)
        {
            if (example.IsText)
                operation.RequestBody ??= new OpenApiRequestBody { Required = true, Content = new Dictionary<string, IOpenApiMediaType>() };
            return operation.RequestBody?.Content;
        }
        operation.Responses ??= [];
        operation.Responses.TryAdd($"{status}", new OpenApiResponse { Description = "OK" });
        if (operation.Responses[$"{status}"] is not OpenApiResponse response)
            return null;
        return response.Content ??= new Dictionary<string, IOpenApiMediaType>();
    }
}

/// <summary>
/// Says of answers that all their fields are there, and that there may be more one day; requests are taken by the letter. Says of objects
/// and words that may be null that they may.
/// </summary>
internal sealed class FieldFilter : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        foreach (var (name, field) in schema.Properties?.ToList() ?? [])
        {
            if (field is not OpenApiSchema { AllOf: [OpenApiSchemaReference known] } described)
                continue;
            known.Description = described.Description;
            schema.Properties![name] =
                described.Type?.HasFlag(JsonSchemaType.Null) == true
                    ? new OpenApiSchema { OneOf = [known, new OpenApiSchema { Type = JsonSchemaType.Null }] }
                    : known;
        }
        if (
            schema is not OpenApiSchema { Properties: { Count: > 0 } properties } answer
            || context.Type.Name.EndsWith("Request", StringComparison.Ordinal)
        )
        {
            return;
        }

        // The message of the exceptions that Kiota generates.
        if (context.Type == typeof(Problem) && properties["detail"] is OpenApiSchema detail)
            detail.AddExtension("x-ms-primary-error-message", new JsonNodeExtension(JsonValue.Create(true)));
        answer.AdditionalPropertiesAllowed = true;
        // A problem leaves out the list of errors where there is nothing to tell apart.
        if (context.Type != typeof(Problem))
            answer.Required = properties.Keys.ToHashSet();
    }
}

/// <summary>Says what the groups of routes are for.</summary>
internal sealed class TagFilter : IDocumentFilter
{
    private static readonly (string Name, string Description)[] Tags =
    [
        ("Recommendations", "A profile in, the providers' courses ranked, with reasons."),
        (
            "Catalogue",
            "Who offers which courses, where and when. Every answer has a strong ETag, may be kept for five minutes, and is compressed for callers who accept that."
        ),
        (
            "Batch runs",
            "Waiting lists: everybody's ranking, and a proposal of who goes into which cohort. The examples are of one run: begin it, ask how far it is, fetch what came of it, and erase it in the end."
        ),
        ("Model", "What ranks, and what was measured of it."),
        ("Health", "For the operator of the service."),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
        // Unless an operation says so itself, nobody has to say who they are.
        swaggerDoc.Security = [new OpenApiSecurityRequirement()];
    }
}
