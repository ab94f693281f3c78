using Matcher.Api.Access.Callers;
using Matcher.Api.Http;
using Matcher.Api.Limits;
using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matcher.Api.Catalogues;

/// <summary>/v1/catalogue, /v1/venues and /v1/providers; and with <see cref="CoursesApi"/> all that is in a catalogue.</summary>
internal static class CatalogueApi
{
    private const string GeoJson = "application/geo+json";

    public static void MapCatalogue(this IEndpointRouteBuilder routes)
    {
        var catalogue = routes
            .MapGroup("/v1")
            .WithTags("Catalogue")
            .RequiresScope(Scopes.Rank)
            .LimitsWork(WorkKind.Answer)
            .RefusesOtherQueries()
            .ProducesCommonProblems();
        catalogue
            .MapGet("/catalogue", Describe)
            .WithName("Catalogue")
            .WithSummary("What is served: its version, how much of it there is, and what changed since another version")
            .WithDescription(
                "The version changes when the content does. A catalogue whose files change is loaded while the service runs. One with faults is not loaded, and appears under `refused`."
            )
            .Takes(CourseParameters.Since)
            .Produces<CatalogueView>()
            .WithResponseExample(StatusCodes.Status200OK, "catalogue", CatalogueExamples.Catalogue)
            .Caches();
        catalogue
            .MapGet("/catalogue/download", Download)
            .WithName("DownloadCatalogue")
            .WithSummary("The whole catalogue, with cohorts that have begun")
            .WithDescription("As JSON or, with `format=csv` or `accept: text/csv`, as CSV with a row for each cohort.")
            .ProducesJsonOrCsv<WholeCatalogue>("catalogue", CatalogueExamples.Whole, CatalogueExamples.WholeCsv);
        catalogue
            .MapGet("/venues", Venues)
            .WithName("Venues")
            .WithSummary("The venues that have cohorts, for a map (GeoJSON)")
            .WithDescription(
                "A feature for each venue, with the courses that have a cohort there. Positions are longitude, latitude, as GeoJSON has them."
            )
            .Produces<VenueMap>(StatusCodes.Status200OK, GeoJson)
            .WithResponseExample(StatusCodes.Status200OK, "venues", CatalogueExamples.Venues)
            .Caches();
        catalogue.MapProviders();
        catalogue.MapCourses();
        catalogue.MapCohorts();
    }

    private static void MapProviders(this RouteGroupBuilder catalogue)
    {
        catalogue
            .MapGet("/providers", Providers)
            .WithName("Providers")
            .WithSummary("Who offers courses, by id")
            .WithDescription("A page past the end is empty.")
            .Takes(QueryParameters.Page, QueryParameters.PageSize)
            .Produces<Page<Provider>>()
            .WithResponseExample(StatusCodes.Status200OK, "providers", CatalogueExamples.Providers)
            .Caches();
        catalogue
            .MapGet("/providers/{id}", FindProvider)
            .WithName("Provider")
            .WithSummary("A provider")
            .WithDescription("Its courses are found by `/v1/courses?provider=` with its id.")
            .Takes(CourseParameters.ProviderId)
            .Produces<Provider>()
            .WithResponseExample(StatusCodes.Status200OK, "provider", CatalogueExamples.Provider)
            .Caches()
            .ProducesProblem(Problem.NoSuchProvider());
    }

    private static Results<CachedJsonResult<CatalogueView>, Problem> Describe(
        HttpRequest request,
        CurrentCatalogue current,
        CatalogueWatch watch,
        CatalogueHistory history
    )
    {
        var query = QueryFields.Of(request);
        var day = current.Now();
        var catalogue = day.Catalogue;
        var changes = CatalogueChanges.Read(query, history, catalogue);
        if (query.Problem is { } problem)
            return problem;
        return new CachedJsonResult<CatalogueView>(
            new(
                catalogue.Version,
                day.Today,
                catalogue.About.Illustrative,
                catalogue.About.BenchmarkEdition,
                catalogue.Providers.Count,
                catalogue.Courses.Count,
                catalogue.Cohorts.Count,
                catalogue.Cohorts.Count(cohort => !cohort.HasBegun(day.Time)),
                current.AsWritten.Warnings.At(day.Time).Count,
                watch.Refused,
                changes
            ),
            CatalogueJson.Default.CatalogueView
        );
    }

    private static Results<CachedJsonResult<WholeCatalogue>, CachedFileResult, Problem> Download(
        HttpRequest request,
        CurrentCatalogue current
    )
    {
        var query = QueryFields.Of(request);
        var named = query.Read(JsonOrCsv.Forms.Parameter);
        if (query.Problem is { } problem)
            return problem;
        var whole = WholeCatalogue.Of(current.Now());
        return JsonOrCsv.Answer(request, named, whole, CatalogueJson.Default.WholeCatalogue, table => table.ToCsv(), "catalogue");
    }

    private static Results<CachedJsonResult<VenueMap>, Problem> Venues(CurrentCatalogue current)
    {
        return new CachedJsonResult<VenueMap>(VenueMap.Of(current.Now().Catalogue), CatalogueJson.Default.VenueMap, GeoJson);
    }

    private static Results<CachedJsonResult<Page<Provider>>, Problem> Providers(HttpRequest request, CurrentCatalogue current)
    {
        var query = QueryFields.Of(request);
        var wanted = query.Page();
        if (query.Problem is { } problem)
            return problem;
        return new CachedJsonResult<Page<Provider>>(
            Page<Provider>.Of(current.Now().Catalogue.Providers, wanted, request),
            CatalogueJson.Default.PageProvider
        );
    }

    private static Results<CachedJsonResult<Provider>, Problem> FindProvider(string id, CurrentCatalogue current)
    {
        return current.Now().Catalogue.Providers.FirstOrDefault(provider => provider.Id == id) is { } found
            ? new CachedJsonResult<Provider>(found, CatalogueJson.Default.Provider)
            : Problem.NoSuchProvider();
    }
}
