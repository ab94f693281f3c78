using System.Globalization;
using System.Text;
using Matcher.Api.Http;
using Matcher.Api.Postcodes;
using Matcher.Api.Recommendations;
using Matcher.Data.Csv;
using Matcher.Data.Places;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>Understands rows: each is read as a request. For one caller at a time.</summary>
internal sealed class PersonReader : IDisposable
{
    /// <summary>The lowest priority and the lowest rank that can be said.</summary>
    public const int MostNumber = 1_000_000;

    private const int LongestReference = 200;

    // Enough to correct a row by; a line of thousands of fields would fill the memory with faults.
    private const int MostFaultsARow = 20;

    private readonly ListHeading heading;
    private readonly Gazetteer gazetteer;
    private readonly SchoolExport school;
    private readonly RowContent content;
    private readonly HeadingMeaning meaning;
    private readonly RowJson json;
    private readonly Action<JsonFields>? readMore;
    private readonly List<FieldFault> found = [];
    private readonly List<RowFault> leftOut = [];
    private string? reference;
    private DateOnly? joined;
    private int? priority;
    private int? lowestRank;

    /// <summary>Prepares for the rows of a list.</summary>
    /// <param name="heading">What is needed to understand them.</param>
    /// <param name="gazetteer">What is where.</param>
    /// <param name="readMore">Reads further fields beside the list's; null: there are none.</param>
    public PersonReader(ListHeading heading, Gazetteer gazetteer, Action<JsonFields>? readMore = null)
    {
        this.readMore = readMore;
        (this.heading, this.gazetteer, school, content) = (heading, gazetteer, new(heading.Columns), new(heading));
        meaning = heading.Meaning();
        json = new(heading, meaning.Places, school);
    }

    /// <summary>The columns that are not ours: they come out as they went in.</summary>
    public IReadOnlyList<string> CarriedColumns => [.. meaning.Carried.Select(column => heading.Columns[column])];

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="faults">Where every fault is added.</param>
    /// <returns>The person; null exactly when a fault was added that is not only <see cref="RowFault.LeftOut"/>.</returns>
    public WaitingPerson? Read(RawRow row, ICollection<RowFault> faults)
    {
        found.Clear();
        leftOut.Clear();
        var cells = row.Cells;
        var before = faults.Count;
        if (DamageOf(row) is { } damage)
        {
            faults.Add(damage);
            return null;
        }
        if (heading.Format == ListFormat.Csv)
            CheckCells(row, faults);
        if (faults.Count > before)
            return null;
        if (row.SameReferenceAs > 0)
            faults.Add(SameReference(row));
        var request = Read(cells);
        if (request is null && heading is { IsLenient: true, Format: ListFormat.Csv } && WithoutUnreadable(row) is { } rest)
        {
            found.Clear();
            request = Read(rest);
        }
        foreach (var fault in found.Take(MostFaultsARow).Select(fault => Locate(fault, row)).Distinct())
            faults.Add(fault);
        if (found.Count > MostFaultsARow)
        {
            faults.Add(
                new(
                    row.Number,
                    "",
                    "",
                    $"The row has {found.Count - MostFaultsARow} more faults.",
                    "Correct those that are listed, and send it again."
                )
            );
        }

        if (request is null)
            return null;
        var (home, problem) = LocationResolver.Find(request.Location, gazetteer);
        if (home is null)
        {
            faults.Add(
                Locate(
                    new(
                        request.Location.Postcode is null ? "$.location.latitude" : "$.location.postcode",
                        $"{problem!.Title}.",
                        problem.Detail
                    ),
                    row
                )
            );
        }

        if (home is null || faults.Count > before)
            return null;
        leftOut.ForEach(faults.Add);
        return new(
            row.Number,
            Reference(row),
            joined,
            priority,
            lowestRank,
            reference ?? content.Of(row),
            request.ToProfile(home),
            Carried(cells)
        );
    }

    public void Dispose() => json.Dispose();

    private RecommendationRequest? Read(string[] cells) =>
        RequestReader.Read(heading.Format == ListFormat.Csv ? json.Write(cells) : Encoding.UTF8.GetBytes(cells[0]), found, ReadListFields);

    // The row without its optional cells that can't be read; null when something else is wrong with it.
    private string[]? WithoutUnreadable(RawRow row)
    {
        var rest = (string[])row.Cells.Clone();
        foreach (var fault in found)
        {
            var (column, index) = meaning.Places.FirstOrDefault(place => place.Key.Holds(fault.Path));
            if (column is not { IsOptional: true })
                return null;
            if (rest[index].Length > 0)
                leftOut.Add(Locate(fault, row) with { LeftOut = true });
            rest[index] = "";
        }
        return rest;
    }

    private RowFault SameReference(RawRow row)
    {
        var (message, advice) = (
            $"Row {row.SameReferenceAs} has this reference already.",
            "If it is the same person, remove one of the two rows. If not, give each a reference of their own."
        );
        if (heading.Format == ListFormat.Ndjson)
            return new(row.Number, "$.reference", "", message, advice);
        var column = meaning.Reference;
        return new(row.Number, heading.Columns[column], JsonItem.Shorten(row.Cells[column].Trim()), message, advice);
    }

    private void ReadListFields(JsonFields fields)
    {
        reference = fields.Text("reference", LongestReference);
        joined = fields.Date("joined", RequestLimits.FirstDay, RequestLimits.LastDay);
        priority = fields.WholeNumber("priority", 1, MostNumber);
        lowestRank = fields.WholeNumber("lowestRank", 1, MostNumber);
        readMore?.Invoke(fields);
    }

    private string Reference(RawRow row)
    {
        if (reference is not null)
            return reference;
        return school.Urn(row.Cells) is { Length: > 0 } urn ? urn : row.Number.ToString(CultureInfo.InvariantCulture);
    }

    // What keeps a row from being read at all; null: nothing.
    private static RowFault? DamageOf(RawRow row) =>
        row.Damage switch
        {
            RowDamage.Quotation => new(
                row.Number,
                "",
                "",
                "A quotation mark in this row, or in one near it, is not closed, so it is not certain which cells belong to whom.",
                "Close or remove the quotation mark, and send the row again."
            ),
            RowDamage.Length => new(
                row.Number,
                "",
                "",
                $"The line is longer than {JsonLines.LongestLine / 1024} KB.",
                "Send a JSON object a line, without what is not asked for."
            ),
            _ => null,
        };

    private void CheckCells(RawRow row, ICollection<RowFault> faults)
    {
        var cells = row.Cells;
        for (var i = 0; i < cells.Length && i < heading.Columns.Count; i++)
        {
            if (cells[i].Length > CsvRecords.LongestCell)
            {
                faults.Add(
                    new(
                        row.Number,
                        heading.Columns[i],
                        JsonItem.Shorten(cells[i]),
                        $"The cell is longer than {CsvRecords.LongestCell:N0} characters.",
                        "Shorten it."
                    )
                );
            }
        }
        if (HasExtraCells(cells))
        {
            faults.Add(
                new(
                    row.Number,
                    "",
                    "",
                    $"The row has {cells.Length} cells and the heading {heading.Columns.Count}.",
                    "Put a value that has a comma or semicolon in quotation marks, name every column that holds something, or remove the extra cells."
                )
            );
        }
        if (school.ClosedColumn(cells) is >= 0 and var closed)
        {
            faults.Add(
                new(
                    row.Number,
                    heading.Columns[closed],
                    cells[closed],
                    "The school or college is closed.",
                    "Remove the row, or correct the status."
                )
            );
        }
    }

    private string[] Carried(string[] cells)
    {
        var carried = meaning.Carried;
        if (carried.Count == 0)
            return [];
        var values = new string[carried.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = carried[i] < cells.Length ? cells[carried[i]] : "";
        return values;
    }

    private bool HasExtraCells(string[] cells)
    {
        for (var i = heading.Columns.Count; i < cells.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(cells[i]))
                return true;
        }

        return false;
    }

    // From the JSON path to the column, or for NDJSON to the path.
    private RowFault Locate(FieldFault fault, RawRow row)
    {
        if (heading.Format == ListFormat.Ndjson)
            return new(row.Number, fault.Path, "", fault.Message, fault.Advice);
        foreach (var (column, place) in meaning.Places)
        {
            if (!column.Holds(fault.Path))
                continue;
            var cell = place < row.Cells.Length ? row.Cells[place] : "";
            var isSlashed = column.Form is CellForm.Date or CellForm.Ranges && cell.Contains('/', StringComparison.Ordinal);
            return isSlashed && heading.MonthFirstRows(place) is { } rows
                ? new(
                    row.Number,
                    heading.Columns[place],
                    JsonItem.Shorten(cell),
                    $"The dates in this column look month first, as {rows} can only be read that way.",
                    "Write every date in the column as 2027-01-31, or all of them day first as 31/01/2027."
                )
                : new(row.Number, heading.Columns[place], JsonItem.Shorten(cell), fault.Message, AdviceFor(column, fault));
        }
        var where = meaning.Places.FirstOrDefault(place => place.Key.Group == "location");
        return fault.Path == "$.location" && where.Key is not null
            ? new(
                row.Number,
                heading.Columns[where.Value],
                "",
                "Neither a postcode nor a whole coordinate is given, or both are.",
                "Fill in a postcode such as BN3 1TL, or latitude and longitude."
            )
            : new(row.Number, "", "", fault.Message, fault.Advice);
    }

    private static string AdviceFor(ListColumn column, FieldFault fault) =>
        column.Form == CellForm.Flag ? "Write yes or no, or leave the cell empty." : fault.Advice;
}
