using System.Globalization;
using Matcher.Data.Domain;

namespace Matcher.Api.Http;

/// <summary>Reads the parameters of a request's query, and finds every fault.</summary>
internal sealed class QueryFields
{
    /// <summary>The parameters by which a list is paged.</summary>
    public static readonly string[] Paging = ["page", "pageSize"];

    private const int DefaultPageSize = 20;
    private readonly IQueryCollection query;

    /// <summary>Complains of parameters that there are not, and of those that stand there twice.</summary>
    /// <param name="query">What was sent.</param>
    /// <param name="names">The parameters that there are.</param>
    public QueryFields(IQueryCollection query, params IReadOnlyList<string> names)
    {
        this.query = query;
        foreach (var name in query.Keys.Except(names))
            Complain(name, "There is no such parameter.", names.Count == 0 ? "Remove it: there are none here." : $"Remove it, or use one of {string.Join(", ", names)}.");
        foreach (var (name, _) in query.Where(parameter => parameter.Value.Count > 1))
            Complain(name, "The parameter stands there more than once.", "Keep one of them.");
    }

    /// <summary>What is wrong.</summary>
    public List<FieldFault> Faults { get; } = [];

    /// <summary>The text of a parameter; null when it is not there.</summary>
    public string? Text(string name) => query.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>A yes or no.</summary>
    public bool? Flag(string name)
    {
        if (Text(name) is not { } text) return null;
        if (bool.TryParse(text, out var flag)) return flag;
        Complain(name, "True or false is needed here.", "Send true or false.");
        return null;
    }

    /// <summary>A whole number.</summary>
    public int? Whole(string name, int least, int most)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Complain(name, "The number is out of range, or not whole.", $"Send a whole number from {least} to {most}.");
        return null;
    }

    /// <summary>A day.</summary>
    public DateOnly? Day(string name, DateOnly? first = null, DateOnly? last = null)
    {
        if (Text(name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && !(day < first) && !(day > last)) return day;
        Complain(name, "This is not a date, or out of range.", "Send year, month and day, such as 2027-01-31.");
        return null;
    }

    /// <summary>A word of an enum.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text) return null;
        if (Words.TryParse<T>(text, out var value)) return value;
        Complain(name, $"There is no such word as {JsonItem.Quote(text)} here.", $"Send one of {string.Join(", ", Words.All<T>())}.");
        return null;
    }

    /// <summary>One of some texts, however it is capitalised.</summary>
    public string? OneOf(string name, IReadOnlyList<string> texts)
    {
        if (Text(name) is not { } text) return null;
        if (texts.FirstOrDefault(each => each.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found) return found;
        Complain(name, $"There is no {JsonItem.Quote(text)} here.", $"Send one of {string.Join(", ", texts)}.");
        return null;
    }

    /// <summary>Which page of which size.</summary>
    public (int Page, int PageSize) Page() => (Whole("page", 1, 1_000_000) ?? 1, Whole("pageSize", 1, 100) ?? DefaultPageSize);

    /// <summary>Says what is wrong with a parameter.</summary>
    public void Complain(string name, string message, string advice) => Faults.Add(new($"?{name}", message, advice));
}
