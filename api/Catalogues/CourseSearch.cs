using Matcher.Data.Catalogues;
using Matcher.Data.Domain;

namespace Matcher.Api.Catalogues;

/// <summary>Finds courses in a catalogue.</summary>
internal static class CourseSearch
{
    /// <summary>The courses that are wanted, in a complete order, each with those of its cohorts that are.</summary>
    public static IReadOnlyList<CourseItem> Find(CatalogueDay day, CourseFilter filter)
    {
        var cohorts = new List<CohortItem>[day.Catalogue.Courses.Count];
        var ways = filter.Near is { } near ? day.Catalogue.WaysFrom(near) : default;
        for (var i = 0; i < day.Catalogue.Cohorts.Count; i++)
        {
            var index = new CohortIndex(i);
            var cohort = day.Catalogue[index];
            double? miles = filter.Near is null ? null : ways[index].Miles;
            if (filter.Takes(cohort, miles, day.Time))
                (cohorts[day.Catalogue.CourseOf(index).Value] ??= []).Add(CohortItem.Of(cohort, miles));
        }
        var found = day
            .Catalogue.Courses.Index()
            .Where(course => filter.Takes(course.Item) && (cohorts[course.Index] is not null || !filter.IsOfCohorts))
            .Select(course => Item(course.Item, cohorts[course.Index] ?? []));
        // A course without cohorts starts nowhere and never: it comes last.
        var ordered = filter.Order switch
        {
            CourseOrder.Start => found.OrderBy(item =>
                item.Cohorts.Select(cohort => cohort.StartsOn).DefaultIfEmpty(DateOnly.MaxValue).Min()
            ),
            CourseOrder.Distance => found.OrderBy(item =>
                item.Cohorts.Select(cohort => cohort.DistanceMiles?.Value ?? double.MaxValue).DefaultIfEmpty(double.MaxValue).Min()
            ),
            _ => found.OrderBy(item => item.Title, StringComparer.OrdinalIgnoreCase),
        };
        return [.. ordered.ThenBy(item => item.Title, StringComparer.OrdinalIgnoreCase).ThenBy(item => item.Id, StringComparer.Ordinal)];
    }

    private static CourseItem Item(Course course, List<CohortItem> cohorts) =>
        new(
            course.Id,
            course.Title,
            course.Provider,
            course.Accreditation,
            course.Delivery,
            [.. cohorts.OrderBy(cohort => cohort.StartsOn).ThenBy(cohort => cohort.Id, StringComparer.Ordinal)]
        );
}
