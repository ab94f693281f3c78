using System.Globalization;
using CsvHelper;
using Matcher.Data;
using Matcher.Data.Places;

namespace Matcher.Api.Tests.Catalogues;

/// <summary>
/// The catalogue's CSV as it is, read without the product's own reader, so that tests can check what the product says of it.
/// </summary>
internal static class CatalogueFiles
{
    public static readonly Dictionary<string, Row> Providers = ById("providers.csv");
    public static readonly Dictionary<string, Row> Courses = ById("courses.csv");
    public static readonly Dictionary<string, Row> Venues = ById("venues.csv");
    public static readonly Dictionary<string, Row> Cohorts = ById("cohorts.csv");
    public static readonly ILookup<string, Row> Sessions = Read(Path.Combine(DataFiles.Catalogue, "sessions.csv"))
        .ToLookup(row => row["cohort"]);
    public static readonly List<Row> Terms = Read(Path.Combine(DataFiles.Catalogue, "terms.csv"));
    public static readonly ILookup<string, Row> CohortsOfCourse = Cohorts.Values.ToLookup(row => row["course"]);

    /// <summary>The kinds of the districts that are not simply a part of England.</summary>
    public static readonly Dictionary<string, string> KindsOfDistricts = Read(
            Path.Combine(Path.GetDirectoryName(DataFiles.Gazetteer)!, "special-districts.csv")
        )
        .ToDictionary(row => row["outcode"], row => row["kind"]);

    private static readonly Dictionary<string, Row> Districts = Read(DataFiles.Gazetteer).ToDictionary(row => row["outcode"]);

    public static string[] Outcodes => [.. Districts.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// Miles from a district to a cohort's venue: around or over water as the product finds it, else the straight line by the spherical law
    /// of cosines, another formula than the product's.
    /// </summary>
    public static double Miles(string outcode, string cohort)
    {
        var (from, to) = (At(Districts[outcode]), At(Venues[Cohorts[cohort]["venue"]]));
        return Waters.England.IsOpen(from, to) ? StraightMiles(outcode, cohort) : new Destination(Waters.England, to).WayFrom(from).Miles;
    }

    /// <summary>Whether part of the way is by ferry, as the product finds it.</summary>
    public static bool ByFerry(string outcode, string cohort) =>
        new Destination(Waters.England, At(Venues[Cohorts[cohort]["venue"]])).WayFrom(At(Districts[outcode])).ByFerry;

    private static Position At(Row row) => new(row.Number("latitude"), row.Number("longitude"));

    private static double StraightMiles(string outcode, string cohort)
    {
        var (home, venue) = (Districts[outcode], Venues[Cohorts[cohort]["venue"]]);
        double Radians(Row row, string column) => row.Number(column) * Math.PI / 180;
        var (a, b) = (Radians(home, "latitude"), Radians(venue, "latitude"));
        var cosine =
            Math.Sin(a) * Math.Sin(b) + Math.Cos(a) * Math.Cos(b) * Math.Cos(Radians(home, "longitude") - Radians(venue, "longitude"));
        return 3958.7613 * Math.Acos(Math.Clamp(cosine, -1, 1));
    }

    private static Dictionary<string, Row> ById(string file) =>
        Read(Path.Combine(DataFiles.Catalogue, file)).ToDictionary(row => row["id"]);

    private static List<Row> Read(string file)
    {
        using var csv = new CsvReader(new StreamReader(file), CultureInfo.InvariantCulture);
        return
        [
            .. csv.GetRecords<dynamic>()
                .Select(record => new Row(
                    ((IDictionary<string, object>)record).ToDictionary(cell => cell.Key, cell => (string)cell.Value)
                )),
        ];
    }

    public sealed record Row(Dictionary<string, string> Cells)
    {
        public string this[string column] => Cells[column];

        public double Number(string column) => double.Parse(Cells[column], CultureInfo.InvariantCulture);

        public DateOnly Date(string column) => DateOnly.ParseExact(Cells[column], "yyyy-MM-dd", CultureInfo.InvariantCulture);

        public string[] Words(string column) => Cells[column].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
