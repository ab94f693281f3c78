using System.Globalization;
using Matcher.Data.Places;
using Matcher.Data.Text;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>What each column of a list is taken for.</summary>
/// <param name="Name">Its name, as it is in the heading.</param>
/// <param name="Field">
/// The column of the documentation that it is read as, `schoolExport` for one that a school export is understood by; null: it is only
/// passed through.
/// </param>
/// <param name="LikelyField">What a column that is only passed through may have been meant as; null: nothing that is known.</param>
internal sealed record ColumnMeaning(string Name, string? Field, string? LikelyField);

/// <summary>Which field of the request each column of a heading is read as.</summary>
internal sealed class HeadingMeaning
{
    /// <summary>What the copy of a list calls its column of errors; when it comes back corrected, that column is ignored.</summary>
    public const string ErrorsColumn = "ERRORS";

    private const string SchoolExport = "schoolExport";

    private static readonly ListColumn ReferenceColumn = ListColumn.All.First(column => column.Name == "reference");

    private readonly IReadOnlyList<string> columns;
    private readonly Dictionary<ListColumn, int> places = [];

    /// <summary>Understands a heading.</summary>
    public HeadingMeaning(IReadOnlyList<string> columns)
    {
        this.columns = columns;
        // Of two names for the same, the plain one counts, or else the first; the other is carried.
        foreach (var isPlain in (ReadOnlySpan<bool>)[true, false])
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (ListColumn.Find(columns[i]) is { } column && column.IsCalled(columns[i]) == isPlain)
                    places.TryAdd(column, i);
            }
        }
        Carried = [.. Enumerable.Range(0, columns.Count).Where(i => columns[i] != ErrorsColumn && !places.ContainsValue(i))];
    }

    /// <summary>The place of each field that is read.</summary>
    public IReadOnlyDictionary<ListColumn, int> Places => places;

    /// <summary>The place of the list's own references; -1 when it gives none.</summary>
    public int Reference => places.GetValueOrDefault(ReferenceColumn, -1);

    /// <summary>The places of the columns that come out as they went in.</summary>
    public IReadOnlyList<int> Carried { get; }

    /// <summary>How many columns mean something.</summary>
    public int Known => places.Count + columns.Count(WaitingLists.SchoolExport.Reads);

    /// <summary>Whether the heading names where people are.</summary>
    public bool HasLocation => places.Keys.Any(column => column.Group == "location" && column.Name != "longitude");

    /// <summary>What is to be said of each column that has a name.</summary>
    public IReadOnlyList<ColumnMeaning> Columns() =>
        [.. Enumerable.Range(0, columns.Count).Where(i => columns[i].Length > 0 && columns[i] != ErrorsColumn).Select(Meaning)];

    /// <summary>Whether cells could be a row of the list: one of them is what its column holds.</summary>
    public bool LooksLikeRow(string[] cells) =>
        places.Any(place => place.Value < cells.Length && Reads(place.Key, PlainText.Of(cells[place.Value])));

    private ColumnMeaning Meaning(int i)
    {
        var name = columns[i];
        if (!Carried.Contains(i))
            return new(name, ListColumn.Find(name)!.Name, null);
        if (WaitingLists.SchoolExport.Reads(name))
            return new(name, SchoolExport, null);
        // What another column says well needs no guess.
        return new(name, null, (ListColumn.Find(name) ?? (NearMiss.Of(name) is { } near && !places.ContainsKey(near) ? near : null))?.Name);
    }

    private static bool Reads(ListColumn column, string cell) =>
        column.Form switch
        {
            CellForm.Text => column.Field == "postcode" && Postcode.TryParse(cell) is not null,
            CellForm.Number => double.TryParse(cell, CultureInfo.InvariantCulture, out _),
            CellForm.Date => DateOrder.IsDate(cell),
            CellForm.Word => column.Spelling!.ContainsKey(ListColumn.Normal(cell)),
            _ => false,
        };
}
