using System.Text.Json.Serialization;
using Matcher.Data.Domain;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>The form of a waiting list.</summary>
[JsonConverter(typeof(WordConverter<ListFormat>))]
internal enum ListFormat
{
    /// <summary>Separated values with a heading.</summary>
    Csv,

    /// <summary>A JSON object a line.</summary>
    Ndjson,
}

/// <summary>A row as it came, before anything is understood.</summary>
/// <param name="Number">For CSV the row as a spreadsheet counts it, the heading being 1; for NDJSON the line, from 1.</param>
/// <param name="Cells">Its cells; for NDJSON one, the line.</param>
/// <param name="SameReferenceAs">The row before it that has the same reference; 0: there is none.</param>
internal readonly record struct RawRow(int Number, string[] Cells, int SameReferenceAs = 0);

/// <summary>What is needed to understand rows.</summary>
/// <param name="Format">The form of the list.</param>
/// <param name="Columns">The names of the columns as they stand; none for NDJSON.</param>
internal sealed record ListHeading(ListFormat Format, IReadOnlyList<string> Columns);
