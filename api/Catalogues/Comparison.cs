using System.Buffers;
using System.Globalization;
using Matcher.Api.Http;
using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Matcher.Data.Text;

namespace Matcher.Api.Catalogues;

/// <summary>What is compared of courses.</summary>
/// <param name="Label">For people.</param>
/// <param name="Values">What holds for each course, in their order, in the catalogue's words; empty where there is nothing to say.</param>
/// <param name="Texts">The same for people: show these.</param>
/// <param name="Differs">Whether not all of the values are the same.</param>
internal sealed record ComparisonRow(string Label, IReadOnlyList<string> Values, IReadOnlyList<string> Texts, bool Differs);

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
                Row("Kind of provider", course => EnumNames.Of(course.Provider.Type), course => ComparisonText.Of(course.Provider.Type)),
                Row("Coverage", course => EnumNames.Of(course.Provider.Coverage), course => ComparisonText.Of(course.Provider.Coverage)),
                Row("Level", course => EnumNames.Of(course.Accreditation), course => ComparisonText.Of(course.Accreditation)),
                Row("Credits", course => Number(course.Credits)),
                Row("Delivery", course => EnumNames.Of(course.Delivery), course => ComparisonText.Of(course.Delivery)),
                Row("Contact hours", course => Number(course.ContactHours)),
                Row("Self-study hours a week", course => Number(course.SelfStudyHoursPerWeek)),
                Row("Practice against theory", course => EnumNames.Of(course.Balance), course => ComparisonText.Of(course.Balance)),
                Row("Content of their own for", course => Words(course.Sectors), course => ComparisonText.Of(course.Sectors)),
                Row("Gatsby Benchmarks in focus", course => string.Join(", ", course.Benchmarks)),
                Row("Missed sessions", course => EnumNames.Of(course.CatchUp), course => ComparisonText.Of(course.CatchUp)),
                Row("Satisfied participants, percent", course => Number(course.SatisfactionPercent)),
                CohortRow("Cohorts that have not begun", all => Number(all.Length)),
                CohortRow("Next start", all => all.Length == 0 ? "" : $"{all[0].StartsOn:yyyy-MM-dd}"),
                CohortRow("Places left", all => Number(all.Sum(cohort => cohort.PlacesLeft))),
                // Names of venues have commas.
                CohortRow(
                    "Venues",
                    all => string.Join("; ", all.Select(cohort => cohort.Venue.Name).Distinct().Order(StringComparer.Ordinal))
                ),
                CohortRow("Sessions", all => Words(SessionTypes(all)), all => ComparisonText.Of(SessionTypes(all))),
                CohortRow("Working days away", all => Range(all.Select(cohort => cohort.DaysAwayFromSchool))),
                CohortRow("Weeks", all => Range(all.Select(cohort => (double)cohort.Weeks))),
            ]
        );

        ComparisonRow Row(string label, Func<Course, string> value, Func<Course, string>? text = null) =>
            Compared(label, courses, value, text);
        ComparisonRow CohortRow(string label, Func<Cohort[], string> value, Func<Cohort[], string>? text = null) =>
            Compared(label, cohorts, value, text);
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
            foreach (var text in row.Texts)
                csv.Cell(text);
            csv.Cell(row.Differs ? "yes" : "no");
            csv.EndRow();
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static ComparisonRow Compared<T>(string label, IReadOnlyList<T> compared, Func<T, string> value, Func<T, string>? text)
    {
        string[] values = [.. compared.Select(value)];
        return new(label, values, text is null ? values : [.. compared.Select(text)], Array.Exists(values, each => each != values[0]));
    }

    private static string Words<T>(IEnumerable<T> values)
        where T : struct, Enum => string.Join(", ", values.Select(EnumNames.Of));

    private static IEnumerable<SessionType> SessionTypes(IEnumerable<Cohort> cohorts) =>
        cohorts.SelectMany(cohort => cohort.SessionTypes).Distinct().Order();

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Range(IEnumerable<double> numbers)
    {
        var (least, most) = (numbers.DefaultIfEmpty(-1).Min(), numbers.DefaultIfEmpty(-1).Max());
        return most < 0 ? ""
            : least == most ? Number(least)
            : $"{Number(least)} to {Number(most)}";
    }
}
