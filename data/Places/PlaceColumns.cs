using Matcher.Data.Csv;

namespace Matcher.Data.Places;

/// <summary>Reads where something is from a file's columns.</summary>
internal static class PlaceColumns
{
    /// <summary>A point in England, in two columns; the bounds are those of the country, so that swapped numbers are found.</summary>
    public static Position Position(this CsvRow row, string latitude, string longitude) =>
        new(row.Number(latitude, 49.8, 55.9), row.Number(longitude, -6.5, 1.8));

    /// <summary>One of the nine regions of England.</summary>
    public static string Region(this CsvRow row, string column)
    {
        if (!Regions.All.Contains(row.Cell(column)))
            row.AddError(column, $"Write one of {string.Join(", ", Regions.All)}.");
        return row.Cell(column);
    }
}
