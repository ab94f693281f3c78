using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Matcher.Api.Tests.OpenApi;

/// <summary>A route of the document.</summary>
/// <param name="Method">As HTTP has it.</param>
/// <param name="Path">With the parameters in braces.</param>
/// <param name="Operation">What the document says of it.</param>
internal sealed record Route(string Method, string Path, JsonObject Operation)
{
    /// <summary>The routes of a document, those that erase last.</summary>
    public static IReadOnlyList<Route> All(JsonObject document) =>
        [
            .. document["paths"]!
                .AsObject()
                .SelectMany(path =>
                    path.Value!.AsObject()
                        .Select(operation => new Route(operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject()))
                )
                .OrderBy(route => route.Method == "DELETE"),
        ];

    /// <summary>The media types and examples of the body that it takes: none, for one that takes none.</summary>
    public IReadOnlyList<(string MediaType, string Body)> Bodies =>
        [
            .. (Operation["requestBody"]?["content"]?.AsObject() ?? []).SelectMany(content =>
                content.Value!["examples"]!.AsObject().Select(example => (content.Key, Text(example.Value!["value"]!)))
            ),
        ];

    /// <summary>The answers that have a body: status, media type and the media type's object.</summary>
    public IReadOnlyList<(int Status, string MediaType, JsonObject Content)> Answers =>
        [
            .. Operation["responses"]!
                .AsObject()
                .SelectMany(response =>
                    (response.Value!["content"]?.AsObject() ?? []).Select(content =>
                        (int.Parse(response.Key, System.Globalization.CultureInfo.InvariantCulture), content.Key, content.Value!.AsObject())
                    )
                ),
        ];

    /// <summary>The parameters, by name.</summary>
    public IReadOnlyDictionary<string, JsonObject> Parameters =>
        (Operation["parameters"]?.AsArray() ?? []).ToDictionary(
            parameter => (string)parameter!["name"]!,
            parameter => parameter!.AsObject()
        );

    /// <summary>A request with every example of its parameters, as Swagger UI fills them in.</summary>
    public HttpRequestMessage Request((string MediaType, string Body)? body = null)
    {
        var (path, query, headers) = (Path, new List<string>(), new List<(string, string)>());
        foreach (var (name, parameter) in Parameters)
        {
            if ((parameter["example"] ?? parameter["schema"]!["default"]) is not { } example)
                continue;
            if ((string)parameter["in"]! == "path")
                path = path.Replace($"{{{name}}}", Uri.EscapeDataString(Text(example)), StringComparison.Ordinal);
            else if ((string)parameter["in"]! == "query")
                query.Add($"{name}={Uri.EscapeDataString(Text(example))}");
            else
                headers.Add((name, Text(example)));
        }
        var request = new HttpRequestMessage(new(Method), query.Count == 0 ? path : $"{path}?{string.Join('&', query)}");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (body is { } one)
            request.Content = new StringContent(one.Body, Encoding.UTF8, one.MediaType);
        return request;
    }

    public override string ToString() => $"{Method} {Path}";

    private static string Text(JsonNode node) => node.GetValueKind() == JsonValueKind.String ? (string)node! : node.ToJsonString();
}

/// <summary>The schemas of a document, to hold JSON against.</summary>
internal sealed class Schemas(JsonObject document)
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };
    private readonly JsonObject definitions = document["components"]!["schemas"]!.DeepClone().AsObject();

    /// <summary>Says why a value is not what a schema says, or nothing.</summary>
    public IReadOnlyList<string> Faults(JsonNode? value, JsonNode schema)
    {
        // The dialect that OpenAPI 3.1 extends: it passes over extensions, such as x-ms-primary-error-message.
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$defs"] = definitions.DeepClone(),
            ["allOf"] = new JsonArray(schema.DeepClone()),
        };
        var text = root.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        var results = JsonSchema.FromText(text).Evaluate(JsonSerializer.SerializeToElement(value), Options);
        return results.IsValid
            ? []
            :
            [
                .. results
                    .Details!.Where(detail => detail.Errors is not null)
                    .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")),
            ];
    }
}
