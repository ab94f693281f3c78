using System.Globalization;
using System.Text;
using Matcher.Api.Access;
using Matcher.Api.Access.Callers;
using Matcher.Api.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace Matcher.Api.Hosting;

/// <summary>The OpenAPI document and the page to try it on, both served from here: nothing is fetched from elsewhere.</summary>
internal static class OpenApiHosting
{
    private const string Name = "v1";
    private const string Path = $"/swagger/{Name}/swagger.json";

    private const string Description = $"""
        Tells a Careers Leader in England which funded Careers Leader training course to take: send a profile, get the providers' courses ranked, with reasons.

        **What is simulated and illustrative.** The ranking model was trained on *simulated* choices that rest on published figures; its numbers say how far it
        agrees with that simulator and nothing more. The catalogue that ships is *illustrative*: its providers, courses, cohorts and satisfaction figures are made up.
        Every answer says of itself which of the two holds (`simulatedModel`, null when no model took part, and `illustrativeCatalogue`).

        {AccessDocument.Description}

        **Errors** are problem documents (RFC 9457). Branch on `type`; show `detail`, and of each of the `errors` its `path`, `message` and `advice`.
        A path that does not exist is answered with 404, a method that a path does not take with 405.

        Places come from the postcode districts of the National Statistics Postcode Lookup, May 2025. Contains OS data © Crown copyright and database right 2025.
        Contains Royal Mail data © Royal Mail copyright and database right 2025. Source: Office for National Statistics licensed under the Open Government Licence v.3.0.
        """;

    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(
                Name,
                new()
                {
                    Title = "Matcher",
                    Version = "v1",
                    Description = Description,
                    Contact = new() { Name = "The operator of this service" },
                    License = new()
                    {
                        Name = "Open Government Licence v3.0, for the places",
                        Url = new("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"),
                    },
                }
            );
            options.AddAccess();
            // Wherever the document was fetched from.
            options.AddServer(new() { Url = "/" });
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            options.UseAllOfToExtendReferenceSchemas();
            foreach (var assembly in new[] { typeof(OpenApiHosting).Assembly, typeof(Data.DataFiles).Assembly })
                options.IncludeXmlComments(assembly, includeControllerXmlComments: false);
            options.MapType<RoundedNumber>(() => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" });
            // A time of day in England, without an offset.
            options.MapType<TimeOnly>(() =>
                new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Format = "time-local",
                    Pattern = @"^\d{2}:\d{2}:\d{2}$",
                }
            );
            // In the order in which they are mapped, what people come for first.
            options.OrderActionsBy(_ => "");
            options.OperationFilter<ParameterFilter>();
            options.OperationFilter<ExampleFilter>();
            options.SchemaFilter<FieldFilter>();
            options.DocumentFilter<TagFilter>();
        });
    }

    public static void UseOpenApiDocument(this WebApplication app)
    {
        // Made once, when it is first asked for: it takes as long as a hundred answers.
        var document = new Lazy<byte[]>(() => Document(app.Services));
        app.MapGet(Path, () => new CachedFileResult(document.Value, "application/json; charset=utf-8"))
            .OpenToAnybody()
            .ExcludeFromDescription();
        // Beside the page and not in it, so that no script of a page needs to be allowed.
        MapFile("/swagger/matcher.css", "Swagger.css", "text/css; charset=utf-8");
        MapFile("/swagger/matcher.js", "Swagger.js", "text/javascript; charset=utf-8");
        // Browsers ask for it beside every page, also beside those of problems.
        MapFile("/favicon.ico", "favicon.ico", "image/x-icon");
        app.MapGet("/", () => TypedResults.Redirect("/swagger")).OpenToAnybody().ExcludeFromDescription();
        app.UseSwaggerUI(page =>
        {
            page.DocumentTitle = "Matcher";
            page.SwaggerEndpoint(Path, "Matcher v1");
            page.DisplayRequestDuration();
            page.DefaultModelsExpandDepth(0);
            // What the page lacks on a phone, in the dark, and for people who can't see well, or not at all: see the file.
            page.HeadContent = Encoding.UTF8.GetString(Resource("SwaggerHead.html"));
        });

        void MapFile(string path, string name, string mediaType)
        {
            var bytes = Resource(name);
            app.MapGet(path, () => new CachedFileResult(bytes, mediaType)).OpenToAnybody().ExcludeFromDescription();
        }
    }

    private static byte[] Document(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        scope
            .ServiceProvider.GetRequiredService<ISwaggerProvider>()
            .GetSwagger(Name)
            .SerializeAs(OpenApiSpecVersion.OpenApi3_1, new OpenApiJsonWriter(text));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(OpenApiHosting).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
