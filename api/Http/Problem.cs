using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matcher.Api.Http;

/// <summary>An error, as RFC 9457 writes it. ProblemKinds.cs has every kind that there is.</summary>
/// <param name="Type">Names the kind of error; stable, so a program may branch on it.</param>
/// <param name="Title">The kind of error for a person; the same for the same type.</param>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Detail">What is wrong this time and what to do.</param>
/// <param name="Errors">Every fault of the request, where a field or a parameter is at fault.</param>
internal sealed partial record Problem(string Type, string Title, int Status, string Detail, IReadOnlyList<FieldFault>? Errors = null)
    : IResult
{
    public const string MediaType = "application/problem+json";

    /// <summary>Where the pages are that types lead to.</summary>
    public const string Types = "/problems/";

    /// <summary>In how many seconds to ask again, where that helps; sent as a header.</summary>
    [JsonIgnore]
    public int? RetryAfter { get; init; }

    /// <summary>The problem for an empty response with this status.</summary>
    public static Problem OfStatus(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => BadRequest(),
            StatusCodes.Status404NotFound => NotFound(),
            StatusCodes.Status405MethodNotAllowed => MethodNotAllowed(),
            StatusCodes.Status408RequestTimeout => TooSlow(),
            StatusCodes.Status413PayloadTooLarge => BodyTooLarge(),
            StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType(),
            StatusCodes.Status500InternalServerError => Internal(),
            _ => new("about:blank", $"HTTP {status}", status, "The request was not answered."),
        };

    /// <summary>The document as it is sent.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ProblemJson.Default.Problem);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        if (RetryAfter is { } seconds)
            httpContext.Response.Headers.RetryAfter = $"{seconds}";
        return PlainJson.Send(httpContext.Response, this, ProblemJson.Default.Problem, MediaType);
    }
}

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Path">Where, as a JSON path (RFC 9535), such as `$.availability.sessionTypes[1]`.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Advice">What to do.</param>
internal sealed record FieldFault(string Path, string Message, string Advice)
{
    /// <summary>Both sentences.</summary>
    public string Detail() => $"{Message} {Advice}";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
