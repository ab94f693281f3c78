using System.CommandLine;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.CommandLine;
using Matcher.Data;
using Matcher.Data.Catalogues;
using Matcher.Data.Places;

namespace Matcher.Api.Choices;

/// <summary>The command <c>choices convert</c>, for hubs that know who took what.</summary>
internal static class ChoiceCommands
{
    /// <summary>Makes the command.</summary>
    /// <param name="places">Reads what is where, as the settings have it.</param>
    public static Command Command(Func<Gazetteer> places)
    {
        var file = new Argument<string>("file")
        {
            Description =
                "The decisions, one a line: NDJSON with a request as POST /v1/recommendations takes it and decidedOn, offered and chosen beside its fields, or CSV with the columns of a waiting list and these three.",
        };
        var output = new Option<string>("--out")
        {
            Description = "The CSV file to write, which train --choices and evaluate --choices of the scorer read.",
            Required = true,
        };
        var format = new Option<string?>("--format")
        {
            Description = "The form of the decisions: csv or ndjson. Default: by the name of the file, csv where it ends in .csv.",
        }.AcceptOnlyFromAmong("csv", "ndjson");
        var catalogue = new Option<string?>("--catalogue")
        {
            Description = "The folder of the catalogue from which the offers were made. Default: the illustrative sample.",
        };
        var skip = new Option<bool>("--skip-bad-rows") { Description = "Leave out decisions that have a fault, instead of stopping." };
        var unordered = new Option<bool>("--unordered")
        {
            Description = "What was offered is not listed in the order in which it was shown: write no positions.",
        };
        var simulated = new Option<bool>("--simulated")
        {
            Description = "Nobody is behind these decisions: a model that learns from them will not call them recorded.",
        };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the file that --out names, if there is one." };
        var convert = new Command(
            "convert",
            "Makes a file of choices to train and measure models with from decisions: what was asked, what was offered, what was taken. data/README.md has the form."
        )
        {
            file,
            output,
            format,
            catalogue,
            skip,
            unordered,
            simulated,
            overwrite,
        };
        convert.SetAction(
            (parsed, cancellation) =>
            {
                var from = parsed.GetValue(file)!;
                var isCsv = parsed.GetValue(format) is { } form ? form == "csv" : from.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
                return Convert(
                    new(
                        from,
                        isCsv ? ListFormat.Csv : ListFormat.Ndjson,
                        parsed.GetValue(output)!,
                        parsed.GetValue(skip),
                        !parsed.GetValue(unordered),
                        parsed.GetValue(simulated)
                    ),
                    parsed.GetValue(catalogue) ?? DataFiles.Catalogue,
                    places,
                    parsed.GetValue(overwrite),
                    cancellation
                );
            }
        );
        return new Command("choices", "Works on recorded choices.") { convert };
    }

    private static async Task<int> Convert(
        ChoiceConversion conversion,
        string catalogue,
        Func<Gazetteer> places,
        bool overwrite,
        CancellationToken cancellation
    )
    {
        try
        {
            if (!File.Exists(conversion.File))
                return CommandEnd.Fail($"There is no file {conversion.File}.");
            if (Path.GetFullPath(conversion.File) == Path.GetFullPath(conversion.Output))
                return CommandEnd.Fail("--out is the file of the decisions itself. Name another.");
            if (File.Exists(conversion.Output) && !overwrite)
                return CommandEnd.Fail($"{conversion.Output} is there already. Name another file, or replace it with --overwrite.");
            var (decisions, rows, leftOut) = await conversion.Convert(
                CatalogueFolder.Load(catalogue),
                places(),
                Console.Error,
                cancellation
            );
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{decisions:N0} decisions written to {conversion.Output}: {rows:N0} rows, one for each cohort offered. Left out: {leftOut:N0}."
                )
            );
            return 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopped. Nothing was written.");
            return CommandEnd.Stopped;
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or InvalidDataException or UnreadableListException)
        {
            return CommandEnd.Fail(error.Message);
        }
    }
}
