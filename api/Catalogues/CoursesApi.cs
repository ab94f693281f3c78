using Matcher.Api.Http;
using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Matcher.Data.Places;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matcher.Api.Catalogues;

/// <summary>/v1/courses and /v1/cohorts.</summary>
internal static class CoursesApi
{
    private const string ICalendar = "text/calendar";
    private const int MostCompared = 10;

    public static void MapCourses(this RouteGroupBuilder catalogue)
    {
        catalogue
            .MapGet("/courses", Courses)
            .WithName("Courses")
            .WithSummary("Courses, with their cohorts that have not begun")
            .WithDescription(
                "All filters hold at once. Those that speak of cohorts (region, withinMiles, startsFrom, startsTo, sessionType, hasPlaces) choose among a course's cohorts, and leave out a course that has none left. "
                    + "A page past the end is empty. What is not documented here is refused."
            )
            .Takes(
                CourseParameters.Level,
                CourseParameters.Delivery,
                CourseParameters.Provider,
                CourseParameters.ProviderType,
                CourseParameters.Coverage,
                CourseParameters.Region,
                CourseParameters.Near,
                CourseParameters.WithinMiles,
                CourseParameters.StartsFrom,
                CourseParameters.StartsTo,
                CourseParameters.SessionType,
                CourseParameters.HasPlaces,
                CourseParameters.IncludePast,
                CourseParameters.Sort,
                QueryParameters.Page,
                QueryParameters.PageSize
            )
            .Produces<Page<CourseItem>>()
            .WithResponseExample(StatusCodes.Status200OK, "courses", CatalogueExamples.Courses)
            .Caches();
        catalogue
            .MapGet("/courses/compare", Compare)
            .WithName("CompareCourses")
            .WithSummary("Courses side by side, and in what they differ")
            .WithDescription("As JSON or, with `format=csv` or `accept: text/csv`, as CSV for a spreadsheet.")
            .Takes(CourseParameters.Ids)
            .ProducesJsonOrCsv<Comparison>("comparison", CatalogueExamples.Comparison, CatalogueExamples.ComparisonCsv);
        catalogue
            .MapGet("/courses/{id}", FindCourse)
            .WithName("Course")
            .WithSummary("A course with its cohorts and their sessions")
            .WithDescription("Only with cohorts that have not begun, unless others are asked for.")
            .Takes(CourseParameters.CourseId, CourseParameters.IncludePast)
            .Produces<CourseView>()
            .WithResponseExample(StatusCodes.Status200OK, "course", CatalogueExamples.Course)
            .Caches()
            .ProducesProblem(Problem.NoSuchCourse());
    }

    public static void MapCohorts(this RouteGroupBuilder catalogue)
    {
        catalogue
            .MapGet("/cohorts/{id}/calendar", FindCalendar)
            .WithName("CohortCalendar")
            .WithSummary("A cohort's sessions and assignments for a calendar (iCalendar)")
            .WithDescription(
                "A file that calendar programs open, with an event for each session and each day on which an assignment is due, in England's time."
            )
            .Takes(CourseParameters.CohortId)
            .ProducesText(ICalendar, CatalogueExamples.Calendar)
            .Caches()
            .ProducesProblem(Problem.NoSuchCohort());
    }

    private static Results<CachedJsonResult<Page<CourseItem>>, Problem> Courses(
        HttpRequest request,
        CurrentCatalogue current,
        Gazetteer gazetteer
    )
    {
        var day = current.Now();
        var query = QueryFields.Of(request);
        var filter = CourseFilter.Read(query, day.Catalogue, gazetteer);
        var wanted = query.Page();
        if (query.Problem is { } problem)
            return problem;
        return new CachedJsonResult<Page<CourseItem>>(
            Page<CourseItem>.Of(CourseSearch.Find(day, filter), wanted, request),
            CatalogueJson.Default.PageCourseItem
        );
    }

    private static Results<CachedJsonResult<CourseView>, Problem> FindCourse(string id, HttpRequest request, CurrentCatalogue current)
    {
        var query = QueryFields.Of(request);
        var past = query.Read(CourseParameters.IncludePast) == true;
        if (query.Problem is { } problem)
            return problem;
        var (now, catalogue) = current.Now();
        if (catalogue.Courses.FirstOrDefault(course => course.Id == id) is not { } found)
            return Problem.NoSuchCourse();
        return new CachedJsonResult<CourseView>(
            CourseView.Of(found, catalogue.Cohorts.Where(cohort => cohort.Course.Id == id && (past || !cohort.HasBegun(now)))),
            CatalogueJson.Default.CourseView
        );
    }

    private static Results<CachedFileResult, Problem> FindCalendar(string id, CurrentCatalogue current)
    {
        var day = current.Now();
        return day.Catalogue.Cohorts.FirstOrDefault(cohort => cohort.Id == id) is { } found
            ? new CachedFileResult(CohortCalendar.Write(found, day), $"{ICalendar}; charset=utf-8", $"{id}.ics")
            : Problem.NoSuchCohort();
    }

    private static void CheckCount(int courses, QueryFields query)
    {
        if (courses > MostCompared)
        {
            query.AddError(
                "ids",
                $"More than {MostCompared} courses are given.",
                $"Compare at most {MostCompared} courses at once, and send the others in another request."
            );
        }
        else if (courses < 2)
        {
            query.AddError(
                "ids",
                courses == 0 ? "No course is given." : "Only one course is given.",
                $"Compare at least two courses: send 2 to {MostCompared} ids, such as ids=se-l6-day,nat-l6-further."
            );
        }
    }

    private static Results<CachedJsonResult<Comparison>, CachedFileResult, Problem> Compare(HttpRequest request, CurrentCatalogue current)
    {
        var day = current.Now();
        var query = QueryFields.Of(request);
        var courses = new List<Course>();
        foreach (var id in query.ReadList(CourseParameters.Ids).Take(MostCompared + 1))
        {
            if (day.Catalogue.Courses.FirstOrDefault(course => course.Id == id) is { } course)
                courses.Add(course);
            else
                query.AddError("ids", $"Unknown course {JsonItem.Quote(id)}.", "GET /v1/courses lists all courses.");
        }
        if (query.Faults.Count == 0)
            CheckCount(courses.Count, query);
        var named = query.Read(JsonOrCsv.Forms.Parameter);
        if (query.Problem is { } problem)
            return problem;
        var comparison = Comparison.Of(courses, day);
        return JsonOrCsv.Answer(request, named, comparison, CatalogueJson.Default.Comparison, table => table.ToCsv(), "comparison");
    }
}
