using System.Text.Json.Nodes;
using Matcher.Api.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Matcher.Api.Hosting;

/// <summary>The OpenAPI document and the page to try it on, both served from here: nothing is fetched from elsewhere.</summary>
internal static class OpenApiDocument
{
    private const string Description =
        """
        Tells a Careers Leader in England which funded Careers Leader training course to take: send a profile, get the providers' courses ranked, with reasons.

        **What is simulated and illustrative.** The ranking model was trained on *simulated* choices, calibrated on published figures; its numbers say how far it
        agrees with that simulator and nothing more. The catalogue that ships is *illustrative*: its providers, courses, cohorts and satisfaction figures are made up.
        Every answer says of itself which of the two holds (`simulatedModel`, null when no model took part, and `illustrativeCatalogue`).

        **Errors** are problem documents (RFC 9457). Branch on `type`; show `detail`, and of each of the `errors` its `path`, `message` and `advice`.
        A path that does not exist is answered with 404, a method that a path does not take with 405.

        Places come from the postcode districts of the National Statistics Postcode Lookup, May 2025. Contains OS data © Crown copyright and database right 2025.
        Contains Royal Mail data © Royal Mail copyright and database right 2025. Source: Office for National Statistics licensed under the Open Government Licence v.3.0.
        """;

    private static readonly string[] PathsInOrder = ["v1/recommendations", "v1/", ""];

    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new() { Title = "Matcher", Version = "v1", Description = Description });
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            foreach (var assembly in new[] { typeof(OpenApiDocument).Assembly, typeof(Data.DataFiles).Assembly })
                options.IncludeXmlComments(assembly, includeControllerXmlComments: false);
            options.MapType<RoundedNumber>(() => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" });
            // What people come for first stands first.
            options.OrderActionsBy(route => $"{Array.FindIndex(PathsInOrder, start => route.RelativePath!.StartsWith(start, StringComparison.Ordinal))}{route.RelativePath}");
            options.OperationFilter<ExampleFilter>();
        });
    }

    public static void UseOpenApiDocument(this WebApplication app)
    {
        app.UseSwagger();
        app.MapGet("/", () => TypedResults.Redirect("/swagger")).ExcludeFromDescription();
        app.UseSwaggerUI(page =>
        {
            page.DocumentTitle = "Matcher";
            page.SwaggerEndpoint("/swagger/v1/swagger.json", "Matcher v1");
            page.DisplayRequestDuration();
            page.DefaultModelsExpandDepth(0);
        });
    }

    private sealed class ExampleFilter : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            foreach (var example in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<RouteExample>())
            {
                var content = example.Status is { } status ? operation.Responses?[$"{status}"].Content : operation.RequestBody?.Content;
                foreach (var (type, any) in content ?? throw new InvalidOperationException($"The example {example.Name} is of nothing that the route documents."))
                {
                    if (any is not OpenApiMediaType media || (example.MediaType is not null && example.MediaType != type)) continue;
                    media.Examples ??= new Dictionary<string, IOpenApiExample>();
                    media.Examples.Add(example.Name, new OpenApiExample { Summary = example.Name, Value = example.IsText ? JsonValue.Create(example.Body) : JsonNode.Parse(example.Body) });
                }
            }
        }
    }
}
