using System.CommandLine;
using System.Globalization;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.Runs;
using Matcher.Api.BatchRuns.WaitingLists;

namespace Matcher.Api.BatchRuns;

/// <summary>The commands <c>batch run</c> and <c>batch sample</c>.</summary>
internal static class BatchCommands
{
    /// <summary>Makes the command.</summary>
    /// <param name="start">Starts what a run needs, with settings.</param>
    public static Command Command(Func<string[], CancellationToken, Task<IHost>> start) =>
        new("batch", "Ranks whole waiting lists.") { Run(start), SampleList.Command() };

    private static Command Run(Func<string[], CancellationToken, Task<IHost>> start)
    {
        var file = new Argument<string>("file") { Description = "The waiting list; - reads standard input." };
        var folder = new Option<string>("--out")
        {
            Description = "The folder for the results. It is made if it is not there.",
            Required = true,
        };
        var format = new Option<string>("--format")
        {
            Description = "The form of the list and of the results: csv or ndjson.",
            DefaultValueFactory = _ => "csv",
        }.AcceptOnlyFromAmong("csv", "ndjson");
        var limit = new Option<int>("--limit")
        {
            Description = "How many courses are recommended to each person, 1 to 100.",
            DefaultValueFactory = _ => RunRequest.DefaultLimit,
        };
        var allocate = new Option<bool>("--allocate") { Description = "Propose who goes into which cohort." };
        var method = new Option<string>("--method")
        {
            Description = "How: priority or optimal.",
            DefaultValueFactory = _ => AllocationMethods.Names[0],
        }.AcceptOnlyFromAmong([.. AllocationMethods.Names]);
        var seed = new Option<int>("--seed")
        {
            Description = "What the lottery between people of the same priority and date is drawn with.",
            DefaultValueFactory = _ => 1,
        };
        var today = new Option<string?>("--today") { Description = "The day to rank for, such as 2027-01-31. Default: today." };
        var map = new Option<string[]>("--map")
        {
            Description = "What a column means whose name does not say it, such as \"Preferred level=accreditation\". Once for each column.",
        };
        var ignore = new Option<string[]>("--ignore") { Description = "A column that means nothing. Once for each column." };
        var mapping = new Option<FileInfo?>("--mapping")
        {
            Description = "A CSV file with the columns column and field, which says the same for good. A column without a field is ignored.",
        };
        var lenient = new Option<bool>("--lenient")
        {
            Description = "Leave out an optional cell that can't be read, and report it, instead of the person.",
        };
        var catalogue = new Option<string?>("--catalogue")
        {
            Description = "The folder of your own catalogue. Default: the illustrative sample.",
        };
        var scorer = new Option<string?>("--scorer")
        {
            Description = "The address of a scorer in a process of its own. Default: one runs inside.",
        };
        var state = new Option<string?>("--state")
        {
            Description = "The folder that unfinished runs are kept in. Default: \"matcher\" in your data folder.",
        };
        var workers = new Option<int>("--workers")
        {
            Description = "How many people are ranked at once, 1 to 64. Default: one for each processor. Changes no result.",
            DefaultValueFactory = _ => Math.Min(64, Environment.ProcessorCount),
        };
        limit.Validators.Add(result => InRange(result, 1, 100));
        workers.Validators.Add(result => InRange(result, 1, 64));
        today.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Day(token.Value) is null)
                result.AddError("--today must be a date, for example 2027-01-31.");
        });
        var run = new Command(
            "run",
            "Ranks everybody on a waiting list, and proposes placements if asked. Stopped with Ctrl+C, it goes on where it was when the same command is given again."
        )
        {
            file,
            folder,
            format,
            limit,
            allocate,
            method,
            seed,
            today,
            map,
            ignore,
            mapping,
            lenient,
            catalogue,
            scorer,
            state,
            workers,
        };
        run.SetAction(
            async (parsed, cancellation) =>
            {
                List<string> settings = [];
                if (parsed.GetValue(catalogue) is { } own)
                    settings.Add($"--Catalogue:Folder={own}");
                if (parsed.GetValue(scorer) is { } address)
                    settings.Add($"--Scorer:Address={address}");
                if (parsed.GetValue(state) is { } kept)
                    settings.Add($"--BatchRuns:Folder={kept}");
                var request = new RunRequest
                {
                    Format = parsed.GetValue(format) == "csv" ? ListFormat.Csv : ListFormat.Ndjson,
                    Limit = parsed.GetValue(limit),
                    Allocation = parsed.GetValue(allocate) ? parsed.GetValue(method) : null,
                    Seed = parsed.GetValue(seed),
                    Today = Day(parsed.GetValue(today)),
                    Lenient = parsed.GetValue(lenient),
                };
                try
                {
                    var said = ColumnMapping.Of(parsed.GetValue(map) ?? [], parsed.GetValue(ignore) ?? []);
                    var mappingFile = parsed.GetValue(mapping);
                    request = request with
                    {
                        Mapping = mappingFile is null ? said : await ColumnMapping.Read(mappingFile.FullName, said, cancellation),
                    };
                }
                catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
                {
                    await Console.Error.WriteLineAsync(error.Message);
                    return 1;
                }
                return await new BatchRunCommand(
                    parsed.GetValue(file)!,
                    parsed.GetValue(folder)!,
                    request,
                    parsed.GetValue(workers)
                ).Run(token => start([.. settings], token), cancellation);
            }
        );
        return run;
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static void InRange(System.CommandLine.Parsing.OptionResult result, int least, int most)
    {
        if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
            result.AddError($"{result.Option.Name} is a number from {least} to {most}.");
    }
}
