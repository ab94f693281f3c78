using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.Runs;
using Matcher.Api.BatchRuns.WaitingLists;

namespace Matcher.Api.BatchRuns;

/// <summary>What <c>batch run</c> may be given on the command line, and what it means.</summary>
internal sealed class RunArguments
{
    private readonly Argument<string> file = new("file") { Description = "The waiting list; - reads standard input." };
    private readonly Option<string> folder = new("--out")
    {
        Description = "The folder for the results. It is made if it is not there.",
        Required = true,
    };
    private readonly Option<string> format = new Option<string>("--format")
    {
        Description = "The form of the list and of the results: csv or ndjson.",
        DefaultValueFactory = _ => "csv",
    }.AcceptOnlyFromAmong("csv", "ndjson");
    private readonly Option<int> limit = new("--limit")
    {
        Description = "How many courses are recommended to each person, 1 to 100.",
        DefaultValueFactory = _ => RunRequest.DefaultLimit,
    };
    private readonly Option<bool> allocate = new("--allocate") { Description = "Propose who goes into which cohort." };
    private readonly Option<string> method = new Option<string>("--method")
    {
        Description = "How: priority or optimal.",
        DefaultValueFactory = _ => AllocationMethods.Names[0],
    }.AcceptOnlyFromAmong([.. AllocationMethods.Names]);
    private readonly Option<int> seed = new("--seed")
    {
        Description = "What the lottery between people of the same priority and date is drawn with.",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<string?> today = new("--today") { Description = "The day to rank for, such as 2027-01-31. Default: today." };
    private readonly Option<string[]> map = new("--map")
    {
        Description = "What a column means whose name does not say it, such as \"Preferred level=accreditation\". Once for each column.",
    };
    private readonly Option<string[]> ignore = new("--ignore") { Description = "A column that means nothing. Once for each column." };
    private readonly Option<FileInfo?> mapping = new("--mapping")
    {
        Description = "A CSV file with the columns column and field, which says the same for good. A column without a field is ignored.",
    };
    private readonly Option<bool> lenient = new("--lenient")
    {
        Description = "Leave out an optional cell that can't be read, and report it, instead of the person.",
    };
    private readonly Option<string?> catalogue = new("--catalogue")
    {
        Description = "The folder of your own catalogue. Default: the illustrative sample.",
    };
    private readonly Option<string?> scorer = new("--scorer")
    {
        Description = "The address of a scorer in a process of its own. Default: one runs inside.",
    };
    private readonly Option<string?> state = new("--state")
    {
        Description = "The folder that unfinished runs are kept in. Default: \"matcher\" in your data folder.",
    };
    private readonly Option<int> workers = new("--workers")
    {
        Description = "How many people are ranked at once, 1 to 64. Default: one for each processor. Changes no result.",
        DefaultValueFactory = _ => Math.Min(64, Environment.ProcessorCount),
    };

    /// <param name="command">The command that takes them.</param>
    public RunArguments(Command command)
    {
        limit.Validators.Add(result => InRange(result, 1, 100));
        workers.Validators.Add(result => InRange(result, 1, 64));
        today.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Day(token.Value) is null)
                result.AddError("--today must be a date, for example 2027-01-31.");
        });
        command.Add(file);
        // In the order in which --help lists them.
        foreach (
            var option in (ReadOnlySpan<Option>)
                [folder, format, limit, allocate, method, seed, today, map, ignore, mapping, lenient, catalogue, scorer, state, workers]
        )
        {
            command.Add(option);
        }
    }

    /// <summary>The run that was asked for; null when its mapping is wrong, which is said on standard error.</summary>
    public async Task<BatchRunCommand?> Read(ParseResult parsed, CancellationToken cancellation)
    {
        ColumnMapping columns;
        try
        {
            columns = ColumnMapping.Of(parsed.GetValue(map) ?? [], parsed.GetValue(ignore) ?? []);
            if (parsed.GetValue(mapping) is { } kept)
                columns = await ColumnMapping.Read(kept.FullName, columns, cancellation);
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return null;
        }

        var request = new RunRequest
        {
            Format = parsed.GetValue(format) == "csv" ? ListFormat.Csv : ListFormat.Ndjson,
            Limit = parsed.GetValue(limit),
            Allocation = parsed.GetValue(allocate) ? parsed.GetValue(method) : null,
            Seed = parsed.GetValue(seed),
            Today = Day(parsed.GetValue(today)),
            Mapping = columns,
            Lenient = parsed.GetValue(lenient),
        };
        return new(parsed.GetValue(file)!, parsed.GetValue(folder)!, request, parsed.GetValue(workers));
    }

    /// <summary>The settings of what the run needs, as a command line gives them.</summary>
    public string[] ReadSettings(ParseResult parsed)
    {
        List<string> settings = [];
        Add("Catalogue:Folder", catalogue);
        Add("Scorer:Address", scorer);
        Add("BatchRuns:Folder", state);
        return [.. settings];

        void Add(string name, Option<string?> option)
        {
            if (parsed.GetValue(option) is { } value)
                settings.Add($"--{name}={value}");
        }
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static void InRange(OptionResult result, int least, int most)
    {
        if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
            result.AddError($"{result.Option.Name} is a number from {least} to {most}.");
    }
}
