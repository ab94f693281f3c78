using System.ComponentModel;
using Matcher.Api.Http;
using Matcher.Data.Domain;
using Matcher.Data.Places;
using Matcher.Data.Reading;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Matcher.Api.Courses;

/// <summary>/v1/catalogue, /v1/venues, /v1/providers, /v1/courses and /v1/cohorts.</summary>
internal static class CatalogueApi
{
    private const string Json = "application/json";
    private const string Csv = "text/csv";
    private const string CsvInUtf8 = "text/csv; charset=utf-8";
    private const string GeoJson = "application/geo+json";
    private const string ICalendar = "text/calendar";
    private const int MostCompared = 10;

    public static void MapCatalogue(this IEndpointRouteBuilder routes)
    {
        var catalogue = routes.MapGroup("/v1").WithTags("Catalogue");
        catalogue.MapGet("/catalogue", Describe).WithName("Catalogue").WithSummary("What is served: its version, how much of it there is, and what changed since another version")
            .Produces<CatalogueView>().WithResponseExample(StatusCodes.Status200OK, "catalogue", CatalogueExamples.Catalogue).Caches().Refuses();
        catalogue.MapGet("/catalogue/download", Download).WithName("DownloadCatalogue").WithSummary("The whole catalogue, with cohorts that have begun")
            .WithDescription("As JSON or, with `accept: text/csv`, as CSV with a row for each cohort.")
            .Produces<WholeCatalogue>(StatusCodes.Status200OK, Json, Csv)
            .WithResponseExample(StatusCodes.Status200OK, Json, CatalogueExamples.Whole, Json).WithTextExample(StatusCodes.Status200OK, Csv, CatalogueExamples.WholeCsv)
            .Caches().Refuses().ProducesProblem(Problem.NotAcceptable(Json, Csv));
        catalogue.MapGet("/venues", Venues).WithName("Venues").WithSummary("The venues that have cohorts, for a map (GeoJSON)")
            .Produces<VenueMap>(StatusCodes.Status200OK, GeoJson).WithResponseExample(StatusCodes.Status200OK, "venues", CatalogueExamples.Venues).Caches().Refuses();
        catalogue.MapGet("/providers", Providers).WithName("Providers").WithSummary("Who offers courses, by id")
            .Produces<Page<Provider>>().WithResponseExample(StatusCodes.Status200OK, "providers", CatalogueExamples.Providers).Caches().Refuses();
        catalogue.MapGet("/providers/{id}", FindProvider).WithName("Provider").WithSummary("A provider")
            .Produces<Provider>().WithResponseExample(StatusCodes.Status200OK, "provider", CatalogueExamples.Provider).Caches().Refuses().ProducesProblem(Problem.NoSuchProvider());
        catalogue.MapGet("/courses", Courses).WithName("Courses").WithSummary("Courses, with their cohorts that have not begun")
            .WithDescription(
                "All filters hold at once. Those that speak of cohorts (region, withinMiles, startsFrom, startsTo, sessionType, hasPlaces) choose among a course's cohorts, and leave out a course that has none left. " +
                "A page past the end is empty. What is not documented here is refused.")
            .Produces<Page<CourseItem>>().WithResponseExample(StatusCodes.Status200OK, "courses", CatalogueExamples.Courses).Caches().Refuses();
        catalogue.MapGet("/courses/compare", Compare).WithName("CompareCourses").WithSummary("Courses side by side, and in what they differ")
            .WithDescription("As JSON or, with `accept: text/csv`, as CSV for a spreadsheet.")
            .Produces<Comparison>(StatusCodes.Status200OK, Json, Csv)
            .WithResponseExample(StatusCodes.Status200OK, Json, CatalogueExamples.Comparison, Json).WithTextExample(StatusCodes.Status200OK, Csv, CatalogueExamples.ComparisonCsv)
            .Caches().Refuses().ProducesProblem(Problem.NotAcceptable(Json, Csv));
        catalogue.MapGet("/courses/{id}", FindCourse).WithName("Course").WithSummary("A course with its cohorts and their sessions")
            .Produces<CourseView>().WithResponseExample(StatusCodes.Status200OK, "course", CatalogueExamples.Course).Caches().Refuses().ProducesProblem(Problem.NoSuchCourse());
        catalogue.MapGet("/cohorts/{id}/calendar", FindCalendar).WithName("CohortCalendar").WithSummary("A cohort's sessions and assignments for a calendar (iCalendar)")
            .Produces<string>(StatusCodes.Status200OK, ICalendar).WithTextExample(StatusCodes.Status200OK, ICalendar, CatalogueExamples.Calendar).Caches().Refuses().ProducesProblem(Problem.NoSuchCohort());
    }

    private static Results<CachedJsonResult<CatalogueView>, Problem> Describe(
        HttpRequest request, CurrentCatalogue current, CatalogueWatch watch, CatalogueHistory history,
        [Description("A version that was served before: `changes` says what changed since. The newest twenty are remembered.")] string? since)
    {
        _ = since;
        var query = new QueryFields(request.Query, "since");
        var (today, catalogue) = current.Now();
        var changes = CatalogueChanges.Read(query, history, catalogue);
        if (query.Faults.Count > 0) return Problem.InvalidRequest(query.Faults);
        return new CachedJsonResult<CatalogueView>(
            new(catalogue.Version, today, catalogue.About.Illustrative, catalogue.Providers.Count, catalogue.Courses.Count, catalogue.Cohorts.Count, catalogue.Cohorts.Count(cohort => !cohort.HasBegun(today)), watch.Refused, changes),
            CatalogueJson.Default.CatalogueView);
    }

    private static Results<CachedJsonResult<WholeCatalogue>, CachedFileResult, Problem> Download(HttpRequest request, CurrentCatalogue current)
    {
        var query = new QueryFields(request.Query);
        if (query.Faults.Count > 0) return Problem.InvalidRequest(query.Faults);
        var whole = WholeCatalogue.Of(current.Now());
        request.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return Accepts.Choose(request, Json, Csv) switch
        {
            Json => new CachedJsonResult<WholeCatalogue>(whole, CatalogueJson.Default.WholeCatalogue),
            Csv => new CachedFileResult(whole.ToCsv(), CsvInUtf8, "catalogue.csv"),
            _ => Problem.NotAcceptable(Json, Csv),
        };
    }

    private static Results<CachedJsonResult<VenueMap>, Problem> Venues(HttpRequest request, CurrentCatalogue current)
    {
        var query = new QueryFields(request.Query);
        if (query.Faults.Count > 0) return Problem.InvalidRequest(query.Faults);
        return new CachedJsonResult<VenueMap>(VenueMap.Of(current.Now().Catalogue), CatalogueJson.Default.VenueMap, GeoJson);
    }

    private static Results<CachedJsonResult<Page<Provider>>, Problem> Providers(
        HttpRequest request, CurrentCatalogue current,
        [Description("Which page, from 1. Default: 1.")] string? page,
        [Description("How many items stand on a page, 1 to 100. Default: 20.")] string? pageSize)
    {
        _ = (page, pageSize);
        var query = new QueryFields(request.Query, QueryFields.Paging);
        var wanted = query.Page();
        if (query.Faults.Count > 0) return Problem.InvalidRequest(query.Faults);
        return new CachedJsonResult<Page<Provider>>(Page<Provider>.Of(current.Now().Catalogue.Providers, wanted, request), CatalogueJson.Default.PageProvider);
    }

    private static Results<CachedJsonResult<Provider>, Problem> FindProvider(string id, HttpRequest request, CurrentCatalogue current)
    {
        var query = new QueryFields(request.Query);
        if (query.Faults.Count > 0) return Problem.InvalidRequest(query.Faults);
        return current.Now().Catalogue.Providers.FirstOrDefault(provider => provider.Id == id) is { } found ? new CachedJsonResult<Provider>(found, CatalogueJson.Default.Provider) : Problem.NoSuchProvider();
    }

    private static Results<CachedJsonResult<Page<CourseItem>>, Problem> Courses(
        HttpRequest request, CurrentCatalogue current, Gazetteer gazetteer,
        [Description("The level it leads to: nonAccredited, level6 or level7.")] string? level,
        [Description("How it is taught: blended or faceToFace.")] string? delivery,
        [Description("A provider's id.")] string? provider,
        [Description("The kind of provider: careersSpecialist, university or leadershipAndManagement.")] string? providerType,
        [Description("Whether the provider works in one region or across England: regional or national.")] string? coverage,
        [Description("The English region of the venue, such as South East.")] string? region,
        [Description("A postcode district, such as BN3: distances are from there. Never a whole postcode.")] string? near,
        [Description("The venue is at most so many miles from `near`, 0 to 600.")] string? withinMiles,
        [Description("The first session is on this day or later.")] string? startsFrom,
        [Description("The first session is on this day or earlier.")] string? startsTo,
        [Description("There is a session of this kind: weekdayFullDay, weekdayHalfDay, twoDaysBackToBack, twilight, weekend or online.")] string? sessionType,
        [Description("true: only cohorts with places left. false: only full ones.")] string? hasPlaces,
        [Description("true: cohorts that have begun as well.")] string? includePast,
        [Description("title (default), start (of the first cohort listed) or distance (of the nearest one listed; needs `near`).")] string? sort,
        [Description("Which page, from 1. Default: 1.")] string? page,
        [Description("How many items stand on a page, 1 to 100. Default: 20.")] string? pageSize)
    {
        _ = (level, delivery, provider, providerType, coverage, region, near, withinMiles, startsFrom, startsTo, sessionType, hasPlaces, includePast, sort, page, pageSize);
        var day = current.Now();
        var query = new QueryFields(request.Query, [.. CourseFilter.Names, .. QueryFields.Paging]);
        var filter = CourseFilter.Read(query, day.Catalogue, gazetteer);
        var wanted = query.Page();
        if (query.Faults.Count > 0) return Problem.InvalidRequest(query.Faults);
        return new CachedJsonResult<Page<CourseItem>>(Page<CourseItem>.Of(CourseSearch.Find(day, filter), wanted, request), CatalogueJson.Default.PageCourseItem);
    }

    private static Results<CachedJsonResult<CourseView>, Problem> FindCourse(
        string id, HttpRequest request, CurrentCatalogue current,
        [Description("true: cohorts that have begun as well.")] string? includePast)
    {
        _ = includePast;
        var query = new QueryFields(request.Query, "includePast");
        var past = query.Flag("includePast") == true;
        if (query.Faults.Count > 0) return Problem.InvalidRequest(query.Faults);
        var (today, catalogue) = current.Now();
        if (catalogue.Courses.FirstOrDefault(course => course.Id == id) is not { } found) return Problem.NoSuchCourse();
        return new CachedJsonResult<CourseView>(CourseView.Of(found, catalogue.Cohorts.Where(cohort => cohort.Course.Id == id && (past || !cohort.HasBegun(today)))), CatalogueJson.Default.CourseView);
    }

    private static Results<CachedFileResult, Problem> FindCalendar(string id, HttpRequest request, CurrentCatalogue current)
    {
        var query = new QueryFields(request.Query);
        if (query.Faults.Count > 0) return Problem.InvalidRequest(query.Faults);
        var day = current.Now();
        return day.Catalogue.Cohorts.FirstOrDefault(cohort => cohort.Id == id) is { } found
            ? new CachedFileResult(CohortCalendar.Write(found, day), $"{ICalendar}; charset=utf-8", $"{id}.ics")
            : Problem.NoSuchCohort();
    }

    private static Results<CachedJsonResult<Comparison>, CachedFileResult, Problem> Compare(
        HttpRequest request, CurrentCatalogue current,
        [Description("Ids of two to ten courses, with commas between them.")] string? ids)
    {
        var day = current.Now();
        var query = new QueryFields(request.Query, "ids");
        var courses = new List<Course>();
        foreach (var id in (ids ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Take(MostCompared + 1))
        {
            if (day.Catalogue.Courses.FirstOrDefault(course => course.Id == id) is { } course) courses.Add(course);
            else query.Complain("ids", $"There is no course {JsonItem.Quote(id)}.", "GET /v1/courses lists those that there are.");
        }
        if (query.Faults.Count == 0 && courses.Count is < 2 or > MostCompared) query.Complain("ids", "So many courses can't be compared.", $"Send the ids of 2 to {MostCompared} courses, such as ids=se-l6-day,nat-l6-further.");
        if (query.Faults.Count > 0) return Problem.InvalidRequest(query.Faults);
        var comparison = Comparison.Of(courses, day);
        request.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return Accepts.Choose(request, Json, Csv) switch
        {
            Json => new CachedJsonResult<Comparison>(comparison, CatalogueJson.Default.Comparison),
            Csv => new CachedFileResult(comparison.ToCsv(), CsvInUtf8, "comparison.csv"),
            _ => Problem.NotAcceptable(Json, Csv),
        };
    }

    private static RouteHandlerBuilder Caches(this RouteHandlerBuilder route) => route.Produces(StatusCodes.Status304NotModified).ProducesProblem(Problem.Internal());

    private static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route) =>
        route.ProducesProblem(Problem.InvalidRequest([new("?pagesize", "There is no such parameter.", "Remove it, or use one of page, pageSize.")]));
}
