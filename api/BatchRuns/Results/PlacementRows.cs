using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Matcher.Data.Domain;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>Where a person goes, as it is written out.</summary>
internal sealed record PlacementLine(
    int Row,
    string Reference,
    string? CohortId,
    string? CourseId,
    string? Title,
    string? Venue,
    DateOnly? StartsOn,
    int? Rank,
    int Choices,
    int Eligible,
    int BetterFull,
    int BetterNotViable,
    string Why
);

/// <summary>What becomes of a cohort, as it is written out.</summary>
internal sealed record CohortLine(
    string CohortId,
    string CourseId,
    string Title,
    string Venue,
    DateOnly StartsOn,
    int PlacesLeft,
    int Needed,
    int Placed,
    bool Opens,
    int MoreToOpen
);

/// <summary>Writes an allocation as CSV or NDJSON.</summary>
internal static class PlacementRows
{
    /// <summary>Writes where everybody goes.</summary>
    public static void WritePeople(AllocationReport report, Catalogue catalogue, ListFormat format, IBufferWriter<byte> to) =>
        Write(
            format,
            to,
            report.People.Select(person => Line(person, catalogue)),
            ResultJson.Default.PlacementLine,
            [
                "row",
                "reference",
                "cohortId",
                "courseId",
                "title",
                "venue",
                "startsOn",
                "rank",
                "choices",
                "eligible",
                "betterFull",
                "betterNotViable",
                "why",
            ],
            (csv, line) =>
            {
                csv.Cell(line.Row);
                foreach (
                    var text in (ReadOnlySpan<string?>)
                        [
                            line.Reference,
                            line.CohortId,
                            line.CourseId,
                            line.Title,
                            line.Venue,
                            line.StartsOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                            line.Rank?.ToString(CultureInfo.InvariantCulture),
                        ]
                )
                {
                    csv.Cell(text);
                }

                foreach (var number in (ReadOnlySpan<int>)[line.Choices, line.Eligible, line.BetterFull, line.BetterNotViable])
                    csv.Cell(number);
                csv.Cell(line.Why);
            }
        );

    /// <summary>Writes what becomes of every cohort.</summary>
    public static void WriteCohorts(AllocationReport report, Catalogue catalogue, ListFormat format, IBufferWriter<byte> to) =>
        Write(
            format,
            to,
            report.Cohorts.Zip(
                catalogue.Cohorts,
                (placed, cohort) =>
                    new CohortLine(
                        cohort.Id,
                        cohort.Course.Id,
                        cohort.Course.Title,
                        cohort.Venue.Name,
                        cohort.StartsOn,
                        placed.Capacity,
                        placed.Needed,
                        placed.Placed,
                        placed.Opens,
                        placed.MoreToOpen
                    )
            ),
            ResultJson.Default.CohortLine,
            ["cohortId", "courseId", "title", "venue", "startsOn", "placesLeft", "needed", "placed", "opens", "moreToOpen"],
            (csv, line) =>
            {
                foreach (var text in (ReadOnlySpan<string>)[line.CohortId, line.CourseId, line.Title, line.Venue])
                    csv.Cell(text);
                csv.Cell(line.StartsOn);
                foreach (var number in (ReadOnlySpan<int>)[line.PlacesLeft, line.Needed, line.Placed])
                    csv.Cell(number);
                csv.Cell(line.Opens ? "yes" : "no");
                csv.Cell(line.MoreToOpen);
            }
        );

    private static PlacementLine Line(PlacedPerson person, Catalogue catalogue)
    {
        var cohort = person.Cohort < 0 ? null : catalogue.Cohorts[person.Cohort];
        return new(
            person.Row,
            person.Reference,
            cohort?.Id,
            cohort?.Course.Id,
            cohort?.Course.Title,
            cohort?.Venue.Name,
            cohort?.StartsOn,
            cohort is null ? null : person.Rank,
            person.Choices,
            person.Eligible,
            person.Full,
            person.NotViable,
            Why(person)
        );
    }

    private static string Why(PlacedPerson person)
    {
        if (person.Rank == 1)
            return "Their first choice.";
        if (person.Choices == 0)
            return "Nothing fits: see the results.";
        var those = person.Cohort < 0 ? "Of the cohorts that they would go to" : "Of those that they would rather go to";
        return $"{those}, {person.Full} {(person.Full == 1 ? "has" : "have")} no place for them and {person.NotViable} {(person.NotViable == 1 ? "does" : "do")} not open.";
    }

    private static void Write<T>(
        ListFormat format,
        IBufferWriter<byte> to,
        IEnumerable<T> lines,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json,
        string[] columns,
        Action<SafeCsvWriter, T> cells
    )
    {
        var csv = new SafeCsvWriter(to);
        if (format == ListFormat.Csv)
        {
            csv.Begin();
            foreach (var column in columns)
                csv.Cell(column);
            csv.EndRow();
        }
        foreach (var line in lines)
        {
            if (format == ListFormat.Csv)
            {
                cells(csv, line);
                csv.EndRow();
                continue;
            }
            to.Write(JsonSerializer.SerializeToUtf8Bytes(line, json));
            to.Write("\n"u8);
        }
    }
}
