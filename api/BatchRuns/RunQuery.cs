using Matcher.Api.BatchRuns.Runs;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Matcher.Api.Recommendations;

namespace Matcher.Api.BatchRuns;

/// <summary>The options of a run, as a request's query has them.</summary>
internal static class RunQuery
{
    /// <summary>The parameters.</summary>
    public static readonly string[] Names = ["limit", "allocate", "method", "seed", "today"];

    /// <summary>Reads them.</summary>
    public static RunRequest Read(QueryFields query, ListFormat format, string? key)
    {
        if (key is not null && (key.Length is 0 or > 200 || key.Any(char.IsControl)))
            query.Faults.Add(new("Idempotency-Key", "The key is empty or too long.", "Send 1 to 200 characters, such as a random UUID."));
        var method = query.Text("method");
        if (method is not null && !RunAllocation.Names.Contains(method)) query.Complain("method", $"{JsonItem.Quote(method)} is no method.", $"Send one of {string.Join(", ", RunAllocation.Names)}.");
        return new()
        {
            Format = format,
            Limit = query.Whole("limit", 1, RequestLimits.MostRecommendations) ?? RunRequest.DefaultLimit,
            Allocation = query.Flag("allocate") == true ? method ?? RunAllocation.Names[0] : null,
            Seed = query.Whole("seed", int.MinValue, int.MaxValue) ?? 1,
            Today = query.Day("today", RequestLimits.FirstDay, RequestLimits.LastDay),
            IdempotencyKey = key,
        };
    }
}
