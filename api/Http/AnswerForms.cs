using Microsoft.Net.Http.Headers;

namespace Matcher.Api.Http;

/// <summary>A form that an answer can have.</summary>
/// <param name="Name">As the parameter `format` and a file's ending name it.</param>
/// <param name="MediaType">As the header accept names it.</param>
internal sealed record AnswerForm(string Name, string MediaType)
{
    public static AnswerForm Json { get; } = new("json", "application/json");
    public static AnswerForm Csv { get; } = new("csv", "text/csv");
    public static AnswerForm Ndjson { get; } = new("ndjson", "application/x-ndjson");

    /// <summary>What a file of this form is saved as.</summary>
    public string FileName(string name) => $"{name}.{Name}";
}

/// <summary>The forms that a route can answer in: a caller names one by the parameter `format`, or by the header accept.</summary>
/// <param name="forms">The forms, the one to take where any will do first.</param>
internal sealed class AnswerForms(params AnswerForm[] forms)
{
    /// <summary>The parameter of the query, for links, which can't set a header.</summary>
    public QueryParameter<string> Parameter { get; } =
        QueryParameters.OneOf(
            "format",
            "The form of the answer, for links, which can't set a header: it counts more than the header accept.",
            [.. forms.Select(form => form.Name)]
        );

    /// <summary>The form that is wanted most.</summary>
    /// <param name="request">The request, for its header accept.</param>
    /// <param name="named">What was read of <see cref="Parameter"/>; null when it was not sent.</param>
    /// <param name="first">The form to take where any will do, if it is one of these; null: the first.</param>
    /// <returns>Null when none of them is wanted.</returns>
    public AnswerForm? Choose(HttpRequest request, string? named, AnswerForm? first = null)
    {
        if (named is not null)
            return forms.First(form => form.Name == named);
        var offered = forms.OrderByDescending(form => form == first).ToList();
        if (request.GetTypedHeaders().Accept is not { Count: > 0 } accepted)
            return offered[0];
        return accepted
            .Where(type => type.Quality != 0)
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(wanted => offered.FirstOrDefault(form => new MediaTypeHeaderValue(form.MediaType).IsSubsetOf(wanted)))
            .FirstOrDefault(form => form is not null);
    }

    /// <summary>The problem for a caller who wants none of them.</summary>
    public Problem NotAcceptable() =>
        Problem.NotAcceptable([.. forms.Select(form => form.MediaType)], [.. forms.Select(form => form.Name)]);
}
