using System.Text.Json;

namespace Matcher.Api.Http;

/// <summary>Which part of a request holds a parameter.</summary>
internal enum ParameterPlace
{
    Query,
    Path,
    Header,
}

/// <summary>A parameter of a route, declared once: the OpenAPI document shows it, and a query with another one is refused.</summary>
/// <param name="Name">As it is sent.</param>
/// <param name="Description">What it means, for people.</param>
internal record RouteParameter(string Name, string Description)
{
    public ParameterPlace Place { get; init; } = ParameterPlace.Query;

    /// <summary>An enum, a whole number, a flag, a day or a text.</summary>
    public Type Type { get; init; } = typeof(string);

    /// <summary>The only valid texts, for a parameter that is not an enum.</summary>
    public IReadOnlyList<string>? Texts { get; init; }

    /// <summary>The least and the most that a number may be, the shortest and the longest that a text may be.</summary>
    public (int Least, int Most)? Bounds { get; init; }

    /// <summary>The form of a text, as a regular expression.</summary>
    public string? Pattern { get; init; }

    /// <summary>What is taken when it is not sent, in JSON.</summary>
    public virtual string? Default => null;

    /// <summary>What Swagger UI fills in, in JSON: with the examples of its other parameters the route answers it well.</summary>
    public string? Example { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Whether it may be sent several times, each with a value of its own.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>
    /// Whether it is a text with commas between values that may be sent several times as well. The document shows it as a text: to clients
    /// that were written for one, a list would be another type.
    /// </summary>
    public bool IsList { get; init; }
}

/// <summary>Reads a text as a value.</summary>
internal delegate bool TryRead<T>(string text, out T? value);

/// <summary>A parameter of a query, and how its text is read.</summary>
/// <param name="Name">As it is sent.</param>
/// <param name="Description">What it means, for people.</param>
/// <param name="TryRead">Reads it.</param>
/// <param name="Message">What is said of a text that can't be read.</param>
/// <param name="Advice">What to send in its place.</param>
internal sealed record QueryParameter<T>(string Name, string Description, TryRead<T> TryRead, Func<string, string> Message, string Advice)
    : RouteParameter(Name, Description)
{
    /// <summary>What is read when it is not sent, or is at fault.</summary>
    public T? Fallback { get; init; }

    /// <inheritdoc/>
    public override string? Default =>
        Fallback switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            int number => $"{number}",
            var word => $"\"{JsonNamingPolicy.CamelCase.ConvertName($"{word}")}\"",
        };
}

/// <summary>What a route takes.</summary>
internal static class RouteParameters
{
    /// <summary>Documents what a route takes; of a query, all else is refused by <see cref="QueryFields"/>.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder route, params RouteParameter[] parameters)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata([.. parameters]);

    /// <summary>Refuses every query to the routes that take none.</summary>
    public static RouteGroupBuilder RefusesOtherQueries(this RouteGroupBuilder routes) =>
        routes.AddEndpointFilter(
            (context, next) =>
            {
                var request = context.HttpContext.Request;
                // A route that takes a query reads it itself, and finds every fault of it at once.
                var problem =
                    request.QueryString.HasValue && QueryFields.Parameters(request).Count == 0 ? QueryFields.Of(request).Problem : null;
                return problem is null ? next(context) : ValueTask.FromResult<object?>(problem);
            }
        );
}
