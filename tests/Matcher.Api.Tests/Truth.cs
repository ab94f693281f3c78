using System.Globalization;
using System.Text.Json.Nodes;
using Matcher.Api.Tests.Catalogues;

namespace Matcher.Api.Tests;

/// <summary>What is true of a person and a cohort, worked out from the request and the catalogue's CSV alone.</summary>
internal sealed class Truth
{
    private readonly JsonObject request;
    private readonly JsonNode? availability;

    public Truth(JsonObject request, string cohort)
    {
        this.request = request;
        availability = request["availability"];
        Cohort = CatalogueFiles.Cohorts[cohort];
        Course = CatalogueFiles.Courses[Cohort["course"]];
        Venue = CatalogueFiles.Venues[Cohort["venue"]];
        Sessions =
        [
            .. CatalogueFiles
                .Sessions[cohort]
                .OrderBy(session => session["date"], StringComparer.Ordinal)
                .ThenBy(session => session["from"], StringComparer.Ordinal),
        ];
        Miles = CatalogueFiles.Miles(District, cohort);
        ByFerry = CatalogueFiles.ByFerry(District, cohort);
    }

    public CatalogueFiles.Row Cohort { get; }

    public CatalogueFiles.Row Provider => CatalogueFiles.Providers[Course["provider"]];

    public string? Qualification => (string?)request["experience"]?["highestCareersQualification"];

    public bool SharesBenchmarks => Benchmarks.Overlaps(Course.Words("benchmarks").Select(int.Parse));

    /// <summary>How far the nearest cohort is that the person can take, of a level or of any.</summary>
    public double Nearest(string? level) =>
        CatalogueFiles
            .Cohorts.Keys.Select(cohort => new Truth(request, cohort))
            .Where(cohort => (level is null || cohort.Course["accreditation"] == level) && cohort.Refusals.Count == 0)
            .Min(cohort => cohort.Miles);

    public CatalogueFiles.Row Course { get; }

    public CatalogueFiles.Row Venue { get; }

    public List<CatalogueFiles.Row> Sessions { get; }

    public double Miles { get; }

    public bool ByFerry { get; }

    public string District => ((string)request["location"]!["postcode"]!).Split(' ')[0];

    public DateOnly Starts => Sessions[0].Date("date");

    public DateTime Begins => Starts.ToDateTime(TimeOnly.Parse(Sessions[0]["from"], CultureInfo.InvariantCulture));

    public DateOnly Ends => Sessions[^1].Date("date");

    public int Weeks => Math.Max(1, (int)Math.Ceiling((Ends.DayNumber - Starts.DayNumber) / 7.0));

    public bool OpenToTravel => (bool?)request["openToTravel"] == true;

    public bool? CanStayOvernight => (bool?)request["canStayOvernight"];

    public string? Sector => (string?)request["sector"];

    public string Workplace =>
        Sector is null ? "school or college"
        : Sector is "furtherEducation" or "sixthFormCollege" or "utc" ? "college"
        : "school";

    public string? Writing => (string?)request["experience"]?["academicWriting"];

    public string? Balance => (string?)request["preferences"]?["balance"];

    public string? Pace => (string?)request["preferences"]?["pace"];

    public string? ProviderType => (string?)request["preferences"]?["providerType"];

    public double? StudyHours => (double?)availability?["studyHoursPerWeek"];

    public string? Level => (string?)request["accreditation"]?["preferred"] is { } level && level != "noPreference" ? level : null;

    public HashSet<string> KnownProviders => [.. Strings(request["preferences"]?["knownProviders"])];

    public HashSet<int> Benchmarks => [.. (request["preferences"]?["benchmarks"]?.AsArray() ?? []).Select(item => (int)item!)];

    public bool SaysWhen => SessionTypes.Count > 0 || Unavailable.Count > 0;

    public int Missed => Sessions.Count(session => RuledOut(session) || OtherKind(session));

    public double DaysAway =>
        Sessions.Sum(session =>
            session["type"] switch
            {
                "weekdayFullDay" => 1,
                "weekdayHalfDay" => 0.5,
                "twoDaysBackToBack" => session.Date("date").DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1,
                _ => 0.0,
            }
        );

    /// <summary>The design's table of refusals, applied anew.</summary>
    public HashSet<string> Refusals
    {
        get
        {
            var codes = new HashSet<string>();
            if (Cohort["placesLeft"] == "0")
                codes.Add("noPlaces");
            if (Begins <= RunningApi.Now)
                codes.Add("started");
            if (Day("earliestStart") is { } earliest && Starts < earliest)
                codes.Add("startsTooEarly");
            if (Day("latestFinish") is { } latest && Ends > latest)
                codes.Add("endsTooLate");
            if ((double?)request["maxDistanceMiles"] is { } most && Miles > most && !OpenToTravel)
                codes.Add("tooFar");
            if (Cohort["residential"] == "true" && CanStayOvernight == false)
                codes.Add("overnight");
            if (Missed == Sessions.Count)
                codes.Add("noSessionFits");
            if (Level is { } level && (bool?)request["accreditation"]?["required"] == true && Course["accreditation"] != level)
                codes.Add("levelRequired");
            if (Sector == "independent")
                codes.Add("notFunded");
            return codes;
        }
    }

    private List<string> SessionTypes => [.. Strings(availability?["sessionTypes"])];

    private List<(DateOnly From, DateOnly To)> Unavailable =>
        [.. (availability?["unavailable"]?.AsArray() ?? []).Select(range => (Parse((string)range!["from"]!), Parse((string)range["to"]!)))];

    public bool RuledOut(CatalogueFiles.Row session) =>
        Unavailable.Exists(range => range.From <= session.Date("date") && session.Date("date") <= range.To);

    public bool OtherKind(CatalogueFiles.Row session) => SessionTypes.Count > 0 && !SessionTypes.Contains(session["type"]);

    public static DateOnly Parse(string day) => DateOnly.ParseExact(day, ["yyyy-MM-dd", "d MMMM yyyy"], CultureInfo.InvariantCulture);

    private DateOnly? Day(string field) => (string?)availability?[field] is { } day ? Parse(day) : null;

    private static IEnumerable<string> Strings(JsonNode? array) => (array?.AsArray() ?? []).Select(item => (string)item!);
}
