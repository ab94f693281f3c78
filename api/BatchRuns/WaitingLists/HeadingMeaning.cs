using Matcher.Data.Places;
using Matcher.Data.Reading;
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

    // A name, a school and an e-mail address are all that many a list has; more is there to be read.
    private const int ManyColumns = 4;

    private static readonly ListColumn ReferenceColumn = ListColumn.All.First(column => column.Name == "reference");

    private readonly IReadOnlyList<string> columns;
    private readonly IReadOnlyList<string> mapping;
    private readonly Dictionary<ListColumn, int> places = [];

    /// <summary>Understands a heading.</summary>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="mapping">See <see cref="ColumnMapping.For"/>; empty when the names alone count.</param>
    public HeadingMeaning(IReadOnlyList<string> columns, IReadOnlyList<string>? mapping = null)
    {
        (this.columns, this.mapping) = (columns, mapping ?? []);
        for (var i = 0; i < this.mapping.Count; i++)
        {
            if (this.mapping[i].Length > 0 && !IsIgnored(i))
                places[ListColumn.Find(this.mapping[i])!] = i;
        }

        // Of two names for the same, the plain one counts, or else the first; the other is carried.
        foreach (var isPlain in (ReadOnlySpan<bool>)[true, false])
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (!IsMapped(i) && ListColumn.Find(columns[i]) is { } column && column.IsCalled(columns[i]) == isPlain)
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

    /// <summary>Whether the list has many columns, and only the place is understood.</summary>
    public bool IsPlaceAlone =>
        places.Keys.All(column => column.Group == "location" || column == ReferenceColumn)
        && Carried.Count(i => columns[i].Length > 0 && !IsMapped(i) && !WaitingLists.SchoolExport.Reads(columns[i])) >= ManyColumns;

    /// <summary>The columns of which it is not certain what they mean, while nothing else in the heading means it.</summary>
    public IReadOnlyList<ColumnMeaning> Uncertain() =>
        [.. Columns().Where(column => column.LikelyField is { } likely && !places.Keys.Any(read => read.Name == likely))];

    /// <summary>Whether cells could be a row of the list: one of them is what its column holds.</summary>
    public bool LooksLikeRow(string[] cells) =>
        places.Any(place => place.Value < cells.Length && Reads(place.Key, PlainText.Of(cells[place.Value])));

    private ColumnMeaning Meaning(int i)
    {
        var name = columns[i];
        if (!Carried.Contains(i))
            return new(name, places.First(place => place.Value == i).Key.Name, null);
        if (IsMapped(i))
            return new(name, null, null);
        if (WaitingLists.SchoolExport.Reads(name))
            return new(name, SchoolExport, null);
        // What another column says well needs no guess.
        return new(name, null, (ListColumn.Find(name) ?? (NearMiss.Of(name) is { } near && !places.ContainsKey(near) ? near : null))?.Name);
    }

    private bool IsMapped(int i) => i < mapping.Count && mapping[i].Length > 0;

    private bool IsIgnored(int i) => IsMapped(i) && ColumnMapping.IsIgnored(mapping[i]);

    private static bool Reads(ListColumn column, string cell) =>
        column.Form switch
        {
            CellForm.Text => column.Field == "postcode" && Postcode.TryParse(cell) is not null,
            CellForm.Number => WrittenNumber.Of(cell, column.Unit) is not null,
            CellForm.Date => WrittenDate.IsDate(cell),
            CellForm.Word => WrittenWord.Value(column.Spelling!, cell) is not null,
            _ => false,
        };
}
