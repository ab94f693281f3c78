using System.Globalization;
using Matcher.Api.BatchRuns.Runs;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Matcher.Api.Recommendations;

namespace Matcher.Api.BatchRuns;

/// <summary>Reads the options of a run from a request's query, and finds every fault.</summary>
internal sealed class RunQuery(IQueryCollection query)
{
    /// <summary>What is wrong.</summary>
    public List<FieldFault> Faults { get; } = [];

    /// <summary>The options of a new run.</summary>
    public RunRequest Request(ListFormat format, string? key)
    {
        Only("limit", "allocate", "method", "seed", "today");
        if (key is not null && (key.Length is 0 or > 200 || key.Any(char.IsControl)))
            Faults.Add(new("Idempotency-Key", "The key is empty or too long.", "Send 1 to 200 characters, such as a random UUID."));
        var allocate = Flag("allocate");
        var method = Text("method");
        if (method is not null && !RunAllocation.Names.Contains(method)) Complain("method", $"{JsonItem.Quote(method)} is no method.", $"Send one of {string.Join(", ", RunAllocation.Names)}.");
        return new()
        {
            Format = format,
            Limit = Whole("limit", 1, RequestLimits.MostRecommendations) ?? RunRequest.DefaultLimit,
            Allocation = allocate ? method ?? RunAllocation.Names[0] : null,
            Seed = Whole("seed", int.MinValue, int.MaxValue) ?? 1,
            Today = Day("today"),
            IdempotencyKey = key,
        };
    }

    /// <summary>Which page of how many.</summary>
    public (int Page, int PageSize) Page()
    {
        Only("page", "pageSize");
        return (Whole("page", 1, 1_000_000) ?? 1, Whole("pageSize", 1, 100) ?? 20);
    }

    private void Only(params string[] names)
    {
        foreach (var name in query.Keys.Except(names))
            Complain(name, "There is no such parameter.", $"Remove it, or use one of {string.Join(", ", names)}.");
        foreach (var (name, values) in query.Where(parameter => parameter.Value.Count > 1))
            Complain(name, "The parameter stands there more than once.", "Keep one of them.");
    }

    private string? Text(string name) => query.TryGetValue(name, out var values) ? values[0] : null;

    private bool Flag(string name)
    {
        if (Text(name) is not { } text) return false;
        if (bool.TryParse(text, out var flag)) return flag;
        Complain(name, "True or false is needed here.", "Send true or false.");
        return false;
    }

    private int? Whole(string name, int least, int most)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Complain(name, "The number is out of range, or not whole.", $"Send a whole number from {least} to {most}.");
        return null;
    }

    private DateOnly? Day(string name)
    {
        if (Text(name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= RequestLimits.FirstDay && day <= RequestLimits.LastDay) return day;
        Complain(name, "This is not a date, or out of range.", "Send year, month and day, such as 2027-01-31.");
        return null;
    }

    private void Complain(string name, string message, string advice) => Faults.Add(new($"?{name}", message, advice));
}
