using System.Buffers;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Matcher.Data.Domain;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>Where a person goes, as it is written out.</summary>
internal sealed record PlacementLine(
    int Row,
    string Reference,
    IReadOnlyDictionary<string, string> Carried,
    string? CohortId,
    string? CourseId,
    string? Title,
    string? Provider,
    string? Venue,
    double? DistanceMiles,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    int? Rank,
    int Choices,
    int Eligible,
    int BetterFull,
    int BetterNotViable,
    string Why
);

/// <summary>Writes where people go as CSV or NDJSON, a row for each.</summary>
internal sealed class PlacementRows
{
    private static readonly string[] Columns =
    [
        "cohortId",
        "courseId",
        "title",
        "provider",
        "venue",
        "distanceMiles",
        "startsOn",
        "endsOn",
        "rank",
        "choices",
        "eligible",
        "betterFull",
        "betterNotViable",
        "why",
    ];

    private readonly Dictionary<int, PlacedPerson> placed;
    private readonly Catalogue catalogue;
    private readonly IReadOnlyList<string> carried;
    private readonly ListFormat format;
    private readonly IBufferWriter<byte> to;
    private readonly SafeCsvWriter csv;

    /// <param name="report">What came of the allocation.</param>
    /// <param name="catalogue">The run's.</param>
    /// <param name="carried">The names of the list's own columns.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="to">Where to.</param>
    public PlacementRows(
        AllocationReport report,
        Catalogue catalogue,
        IReadOnlyList<string> carried,
        ListFormat format,
        IBufferWriter<byte> to
    )
    {
        placed = report.People.ToDictionary(person => person.Row);
        (this.catalogue, this.carried, this.format, this.to, csv) = (catalogue, carried, format, to, new(to));
    }

    /// <summary>Writes the heading, if there is one.</summary>
    public void Heading()
    {
        if (format == ListFormat.Ndjson)
            return;
        csv.Begin();
        foreach (var column in (IEnumerable<string>)["row", "reference", .. carried, .. Columns])
            csv.Cell(column);
        csv.EndRow();
    }

    /// <summary>Writes a person.</summary>
    public void Write(PersonResult person)
    {
        var line = Line(person, placed[person.Row]);
        if (format == ListFormat.Ndjson)
        {
            ResultJson.WriteLine(to, line, ResultJson.Default.PlacementLine);
            return;
        }
        csv.Cell(line.Row);
        csv.Cell(line.Reference);
        foreach (var cell in person.Carried)
            csv.Cell(cell);
        foreach (var text in (ReadOnlySpan<string?>)[line.CohortId, line.CourseId, line.Title, line.Provider, line.Venue])
            csv.Cell(text);
        if (line.DistanceMiles is { } miles)
            csv.Cell(miles, "0.0");
        else
            csv.Empty();
        foreach (var day in (ReadOnlySpan<DateOnly?>)[line.StartsOn, line.EndsOn])
        {
            if (day is { } known)
                csv.Cell(known);
            else
                csv.Empty();
        }
        if (line.Rank is { } rank)
            csv.Cell(rank);
        else
            csv.Empty();
        foreach (var number in (ReadOnlySpan<int>)[line.Choices, line.Eligible, line.BetterFull, line.BetterNotViable])
            csv.Cell(number);
        csv.Cell(line.Why);
        csv.EndRow();
    }

    private PlacementLine Line(PersonResult person, PlacedPerson place)
    {
        var cohort = place.Cohort < 0 ? null : catalogue.Cohorts[place.Cohort];
        return new(
            place.Row,
            place.Reference,
            person.CarriedBy(carried),
            cohort?.Id,
            cohort?.Course.Id,
            cohort?.Course.Title,
            cohort?.Course.Provider.Name,
            cohort?.Venue.Name,
            place.DistanceMiles is { } miles ? Math.Round(miles, 1) : null,
            cohort?.StartsOn,
            cohort?.EndsOn,
            cohort is null ? null : place.Rank,
            place.Choices,
            place.Eligible,
            place.Full,
            place.NotViable,
            PlacementReason.Of(person, place)
        );
    }
}
