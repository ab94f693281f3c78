using System.Buffers;
using System.Globalization;
using Matcher.Api.Http;
using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Matcher.Data.Text;

namespace Matcher.Api.Catalogues;

/// <summary>What is compared of courses.</summary>
/// <param name="Label">For people.</param>
/// <param name="Values">What holds for each of the courses, in their order; empty where there is nothing to say.</param>
/// <param name="Differs">Whether not all of the values are the same.</param>
internal sealed record ComparisonRow(string Label, IReadOnlyList<string> Values, bool Differs);

/// <summary>Courses side by side.</summary>
/// <param name="CourseIds">The courses, in the order in which they were asked for.</param>
/// <param name="Rows">What is compared.</param>
internal sealed record Comparison(IReadOnlyList<string> CourseIds, IReadOnlyList<ComparisonRow> Rows)
{
    /// <summary>Sets courses side by side, with those of their cohorts that have not begun.</summary>
    public static Comparison Of(IReadOnlyList<Course> courses, CatalogueDay day)
    {
        var cohorts = courses
            .Select(course =>
                day.Catalogue.Cohorts.Where(cohort => cohort.Course.Id == course.Id && !cohort.HasBegun(day.Time))
                    .OrderBy(cohort => cohort.StartsOn)
                    .ToArray()
            )
            .ToArray();
        return new(
            [.. courses.Select(course => course.Id)],
            [
                Row("Title", course => course.Title),
                Row("Provider", course => course.Provider.Name),
                Row("Kind of provider", course => EnumNames.Of(course.Provider.Type)),
                Row("Coverage", course => EnumNames.Of(course.Provider.Coverage)),
                Row("Level", course => EnumNames.Of(course.Accreditation)),
                Row("Credits", course => Number(course.Credits)),
                Row("Delivery", course => EnumNames.Of(course.Delivery)),
                Row("Contact hours", course => Number(course.ContactHours)),
                Row("Self-study hours a week", course => Number(course.SelfStudyHoursPerWeek)),
                Row("Practice against theory", course => EnumNames.Of(course.Balance)),
                Row("Content of their own for", course => string.Join(", ", course.Sectors.Select(EnumNames.Of))),
                Row("Gatsby Benchmarks dwelt on", course => string.Join(", ", course.Benchmarks)),
                Row("Missed sessions", course => EnumNames.Of(course.CatchUp)),
                Row("Satisfied participants, percent", course => Number(course.SatisfactionPercent)),
                CohortRow("Cohorts that have not begun", all => Number(all.Length)),
                CohortRow("Next start", all => all.Length == 0 ? "" : $"{all[0].StartsOn:yyyy-MM-dd}"),
                CohortRow("Places left", all => Number(all.Sum(cohort => cohort.PlacesLeft))),
                CohortRow(
                    "Venues",
                    all => string.Join(", ", all.Select(cohort => cohort.Venue.Name).Distinct().Order(StringComparer.Ordinal))
                ),
                CohortRow(
                    "Sessions",
                    all => string.Join(", ", all.SelectMany(cohort => cohort.SessionTypes).Distinct().Order().Select(EnumNames.Of))
                ),
                CohortRow("Working days away", all => Range(all.Select(cohort => cohort.DaysAwayFromSchool))),
                CohortRow("Weeks", all => Range(all.Select(cohort => (double)cohort.Weeks))),
            ]
        );

        ComparisonRow Row(string label, Func<Course, string> value) => Compared(label, [.. courses.Select(value)]);
        ComparisonRow CohortRow(string label, Func<Cohort[], string> value) => Compared(label, [.. cohorts.Select(value)]);
    }

    /// <summary>Writes it as CSV: a row for each thing that is compared, a column for each course.</summary>
    public byte[] ToCsv()
    {
        var bytes = new ArrayBufferWriter<byte>();
        var csv = new SafeCsvWriter(bytes);
        csv.Begin();
        csv.Cell("");
        foreach (var course in CourseIds)
            csv.Cell(course);
        csv.Cell("differs");
        csv.EndRow();
        foreach (var row in Rows)
        {
            csv.Cell(row.Label);
            foreach (var value in row.Values)
                csv.Cell(value);
            csv.Cell(row.Differs ? "yes" : "no");
            csv.EndRow();
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static ComparisonRow Compared(string label, string[] values) =>
        new(label, values, Array.Exists(values, value => value != values[0]));

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Range(IEnumerable<double> numbers)
    {
        var (least, most) = (numbers.DefaultIfEmpty(-1).Min(), numbers.DefaultIfEmpty(-1).Max());
        return most < 0 ? ""
            : least == most ? Number(least)
            : $"{Number(least)} to {Number(most)}";
    }
}
