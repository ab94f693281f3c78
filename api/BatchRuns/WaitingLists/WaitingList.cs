using System.Text.Json.Serialization;
using Matcher.Data.Text;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>The form of a waiting list.</summary>
[JsonConverter(typeof(EnumNameConverter<ListFormat>))]
internal enum ListFormat
{
    /// <summary>Separated values with a heading.</summary>
    Csv,

    /// <summary>A JSON object a line.</summary>
    Ndjson,
}

/// <summary>Why a row can't be understood.</summary>
internal enum RowDamage : byte
{
    /// <summary>It can be.</summary>
    None,

    /// <summary>A quotation mark in it, or in a row before, is not closed: it can't be told which cells are whose.</summary>
    Quotation,

    /// <summary>It is too long, and only its beginning is kept.</summary>
    Length,
}

/// <summary>A row as it came, before anything is understood.</summary>
/// <param name="Number">For CSV the row as a spreadsheet counts it; for NDJSON the line, from 1.</param>
/// <param name="Cells">Its cells; for NDJSON one, the line.</param>
/// <param name="Damage">Why it can't be understood, if so.</param>
/// <param name="SameReferenceAs">The row before it that has the same reference; 0: there is none.</param>
internal readonly record struct RawRow(int Number, string[] Cells, RowDamage Damage = RowDamage.None, int SameReferenceAs = 0);

/// <summary>What is needed to understand rows.</summary>
/// <param name="Format">The form of the list.</param>
/// <param name="Columns">The names of the columns as they are; none for NDJSON.</param>
/// <param name="MonthFirst">See <see cref="DateOrder.MonthFirst"/>.</param>
/// <param name="Mapping">See <see cref="ColumnMapping.For"/>.</param>
/// <param name="IsLenient">Whether an optional cell that can't be read is left out, instead of the person.</param>
internal sealed record ListHeading(
    ListFormat Format,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> MonthFirst,
    IReadOnlyList<string> Mapping,
    bool IsLenient
)
{
    /// <summary>What the columns mean.</summary>
    public HeadingMeaning Meaning() => new(Columns, Mapping);

    /// <summary>The rows that tell that a column's dates are month first; null when none do.</summary>
    public string? MonthFirstRows(int column) => column < MonthFirst.Count && MonthFirst[column].Length > 0 ? MonthFirst[column] : null;
}
