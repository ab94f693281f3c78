using Matcher.Data.Text;

namespace Matcher.Api.Http;

/// <summary>Reads the parameters of a request's query, and finds every fault.</summary>
internal sealed class QueryFields
{
    private readonly IQueryCollection query;

    private QueryFields(IQueryCollection query, IReadOnlyList<RouteParameter> parameters)
    {
        this.query = query;
        var names = parameters.Select(parameter => parameter.Name).ToList();
        foreach (var name in query.Keys.Except(names))
        {
            AddError(
                name,
                "Unknown parameter.",
                names.Count == 0 ? "Remove it: this address takes no parameters." : $"Remove it, or use one of {string.Join(", ", names)}."
            );
        }

        var once = parameters.Where(parameter => parameter is { IsRepeated: false, IsList: false }).Select(parameter => parameter.Name);
        foreach (var name in query.Where(sent => sent.Value.Count > 1).Select(sent => sent.Key).Intersect(once))
            AddError(name, "This parameter is given more than once.", "Keep one of them.");
    }

    /// <summary>What is wrong.</summary>
    public List<FieldFault> Faults { get; } = [];

    /// <summary>What to answer with when something is wrong; null when nothing is.</summary>
    public Problem? Problem => Faults.Count > 0 ? Problem.InvalidRequest(Faults) : null;

    /// <summary>Adds an error for each parameter that the route does not declare, and for each that is given twice.</summary>
    public static QueryFields Of(HttpRequest request) => new(request.Query, Parameters(request));

    /// <summary>The parameters that a request's route declares.</summary>
    public static IReadOnlyList<RouteParameter> Parameters(HttpRequest request) =>
        [
            .. request
                .HttpContext.GetEndpoint()
                ?.Metadata.GetOrderedMetadata<RouteParameter>()
                .Where(parameter => parameter.Place == ParameterPlace.Query)
                ?? [],
        ];

    /// <summary>The value of a parameter; what the parameter falls back to when it was not sent, or is at fault.</summary>
    public T? Read<T>(QueryParameter<T> parameter)
    {
        if (!query.TryGetValue(parameter.Name, out var values))
            return parameter.Fallback;
        var text = PlainText.Visible(values[0] ?? "");
        if (parameter.TryRead(text, out var value))
            return value;
        AddError(parameter.Name, parameter.Message(text), parameter.Advice);
        return parameter.Fallback;
    }

    /// <summary>All values of a parameter that may be sent several times.</summary>
    public IReadOnlyList<string> ReadAll(QueryParameter<string> parameter) =>
        query.TryGetValue(parameter.Name, out var values) ? [.. values.Select(value => PlainText.Visible(value ?? ""))] : [];

    /// <summary>The values of a list, each once, whether they were sent in one text or in several.</summary>
    public IEnumerable<string> ReadList(QueryParameter<string> parameter) =>
        ReadAll(parameter)
            .SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Distinct();

    /// <summary>The value of a parameter that has to be one of the texts that there are at the moment.</summary>
    public string? Read(QueryParameter<string> parameter, IReadOnlyList<string> texts) =>
        Read(QueryParameters.OneOf(parameter.Name, parameter.Description, texts));

    /// <summary>Which page of which size.</summary>
    public (int Page, int PageSize) Page() => (Read(QueryParameters.Page)!.Value, Read(QueryParameters.PageSize)!.Value);

    /// <summary>Says what is wrong with a parameter.</summary>
    public void AddError(string name, string message, string advice) => Faults.Add(new($"?{name}", message, advice));
}
