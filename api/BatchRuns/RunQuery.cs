using System.Text.RegularExpressions;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.Runs;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Matcher.Api.Recommendations;

namespace Matcher.Api.BatchRuns;

/// <summary>The options of a run, as a request has them.</summary>
internal static partial class RunQuery
{
    /// <summary>The header that makes a repeated request the same run.</summary>
    public const string KeyHeader = "Idempotency-Key";

    private const int LongestKey = 200;

    // The characters that an address holds unescaped.
    private const string KeyForm = "^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$";
    private const string ExampleKey = "\"list-of-23-november\"";

    public static RouteParameter Key { get; } =
        new(
            KeyHeader,
            "The same key always means the same run, and the run can be asked for by its key. Use another key for another list. A key says nothing of people: it stands in addresses."
        )
        {
            Place = ParameterPlace.Header,
            Bounds = (1, LongestKey),
            Pattern = KeyForm,
            Example = ExampleKey,
        };

    public static RouteParameter Id { get; } =
        new("id", "The run's id, or the idempotency key that it was begun with.")
        {
            Place = ParameterPlace.Path,
            Bounds = (1, LongestKey),
            Pattern = KeyForm,
            Example = ExampleKey,
        };

    public static QueryParameter<int?> Limit { get; } =
        QueryParameters.Whole("limit", "How many courses are recommended to each person.", 1, RequestLimits.MostRecommendations) with
        {
            Fallback = RunRequest.DefaultLimit,
        };

    public static QueryParameter<bool?> Allocate { get; } =
        QueryParameters.Flag("allocate", "Whether to propose who goes into which cohort.") with
        {
            Fallback = false,
            Example = "true",
        };

    public static QueryParameter<string> Method { get; } =
        QueryParameters.OneOf("method", "How to allocate.", AllocationMethods.Names) with
        {
            Fallback = AllocationMethods.Names[0],
        };

    public static QueryParameter<int?> Seed { get; } =
        QueryParameters.Whole(
            "seed",
            "What the lottery between people of the same priority and date is drawn with.",
            int.MinValue,
            int.MaxValue
        ) with
        {
            Fallback = 1,
        };

    public static QueryParameter<DateOnly?> Today { get; } =
        QueryParameters.Day(
            "today",
            "The day to rank for, such as 2026-11-23. Left out: today. Cohorts that start on that day count as not begun.",
            RequestLimits.FirstDay,
            RequestLimits.LastDay
        );

    public static QueryParameter<string> Map { get; } =
        QueryParameters.Text(
            "map",
            "What a column means whose name does not say it: the column, an equals sign and the field, such as Preferred level=accreditation. Once for each column."
        ) with
        {
            IsRepeated = true,
        };

    public static QueryParameter<string> Ignore { get; } =
        QueryParameters.Text("ignore", "A column that means nothing. Once for each column.") with
        {
            IsRepeated = true,
        };

    public static QueryParameter<bool?> Lenient { get; } =
        QueryParameters.Flag(
            "lenient",
            "Whether an optional cell of a CSV list that can't be read is left out, and reported, instead of the person."
        ) with
        {
            Fallback = false,
            Example = "true",
        };

    /// <summary>Reads them; what is wrong is added to the query's faults.</summary>
    public static RunRequest Read(QueryFields query, ListFormat format, string? key)
    {
        if (key is not null && (key.Length > LongestKey || !IsKey().IsMatch(key)))
        {
            query.Faults.Add(
                new(
                    KeyHeader,
                    "The key is empty, too long, or has characters that an address can't hold.",
                    $"Send 1 to {LongestKey} letters, digits, hyphens, underscores, dots or tildes, no dot first, such as a random UUID."
                )
            );
        }

        var method = query.Read(Method);
        return new()
        {
            Format = format,
            Limit = query.Read(Limit)!.Value,
            Allocation = query.Read(Allocate) == true ? method : null,
            Seed = query.Read(Seed)!.Value,
            Today = query.Read(Today),
            Mapping = ReadMapping(query),
            Lenient = query.Read(Lenient)!.Value,
            IdempotencyKey = key,
        };
    }

    private static ColumnMapping ReadMapping(QueryFields query)
    {
        try
        {
            return ColumnMapping.Of(query.ReadAll(Map), query.ReadAll(Ignore));
        }
        catch (FormatException error)
        {
            query.AddError("map", error.Message, "Correct the mapping.");
            return ColumnMapping.None;
        }
    }

    [GeneratedRegex(KeyForm, RegexOptions.CultureInvariant)]
    private static partial Regex IsKey();
}
