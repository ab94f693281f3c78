using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Matcher.Api.Http;

/// <summary>Answers that are the same for everybody for a while, as JSON for programs or as a table for a spreadsheet.</summary>
internal static class JsonOrCsv
{
    /// <summary>The two forms; JSON where any will do.</summary>
    public static AnswerForms Forms { get; } = new(AnswerForm.Json, AnswerForm.Csv);

    /// <summary>Documents the answers of a route, and the parameter that names their form.</summary>
    /// <param name="route">The route.</param>
    /// <param name="name">Names the example.</param>
    /// <param name="json">An example, as JSON.</param>
    /// <param name="csv">The same, as CSV.</param>
    public static RouteHandlerBuilder ProducesJsonOrCsv<T>(this RouteHandlerBuilder route, string name, string json, string csv) =>
        route
            .Takes(Forms.Parameter)
            .Produces<T>(StatusCodes.Status200OK, AnswerForm.Json.MediaType)
            .WithResponseExample(StatusCodes.Status200OK, name, json, AnswerForm.Json.MediaType)
            .ProducesText(AnswerForm.Csv.MediaType, csv)
            .Caches()
            .ProducesProblem(Forms.NotAcceptable());

    /// <summary>Answers in the form that is wanted most.</summary>
    /// <param name="request">The request, for its header accept.</param>
    /// <param name="named">The form that the query names, if any.</param>
    /// <param name="value">The answer.</param>
    /// <param name="type">How it is written as JSON.</param>
    /// <param name="toCsv">Writes it as CSV.</param>
    /// <param name="name">What the table is saved as, without the ending.</param>
    public static Results<CachedJsonResult<T>, CachedFileResult, Problem> Answer<T>(
        HttpRequest request,
        string? named,
        T value,
        JsonTypeInfo<T> type,
        Func<T, byte[]> toCsv,
        string name
    )
    {
        request.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (Forms.Choose(request, named) is not { } form)
            return Forms.NotAcceptable();
        return form == AnswerForm.Csv
            ? new CachedFileResult(toCsv(value), $"{form.MediaType}; charset=utf-8", form.FileName(name))
            : new CachedJsonResult<T>(value, type);
    }
}
