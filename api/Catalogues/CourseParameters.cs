using Matcher.Api.Http;
using Matcher.Data.Domain;
using Matcher.Data.Places;

namespace Matcher.Api.Catalogues;

/// <summary>By what the catalogue can be asked. The examples of one route go together.</summary>
internal static class CourseParameters
{
    private const int FarthestMiles = 600;

    public static QueryParameter<Accreditation?> Level { get; } =
        QueryParameters.Word<Accreditation>("level", "The level that the course leads to.") with
        {
            Example = "\"level6\"",
        };

    public static QueryParameter<Delivery?> Delivery { get; } = QueryParameters.Word<Delivery>("delivery", "How the course is taught.");

    public static QueryParameter<string> Provider { get; } =
        QueryParameters.Text("provider", "A provider's id; GET /v1/providers lists them.");

    public static QueryParameter<ProviderType?> ProviderType { get; } =
        QueryParameters.Word<ProviderType>("providerType", "What kind of organisation the provider is.");

    public static QueryParameter<Coverage?> Coverage { get; } =
        QueryParameters.Word<Coverage>("coverage", "Whether the provider works in one region or across England.");

    public static QueryParameter<string> Region { get; } = QueryParameters.OneOf("region", "The English region of the venue.", Regions.All);

    public static QueryParameter<string> Near { get; } =
        QueryParameters.Text(
            "near",
            "A postcode district, such as BN3: distances are from there. Never a whole postcode, which may say who asks."
        ) with
        {
            Example = "\"BN3\"",
        };

    public static QueryParameter<int?> WithinMiles { get; } =
        QueryParameters.Whole(
            "withinMiles",
            "The venue is at most so many miles from `near`, which has to be sent as well.",
            0,
            FarthestMiles
        ) with
        {
            Example = "60",
        };

    public static QueryParameter<DateOnly?> StartsFrom { get; } =
        QueryParameters.Day("startsFrom", "The first session is on this day or later, such as 2027-01-31.");

    public static QueryParameter<DateOnly?> StartsTo { get; } =
        QueryParameters.Day("startsTo", "The first session is on this day or earlier, such as 2027-07-31.");

    public static QueryParameter<SessionType?> SessionType { get; } =
        QueryParameters.Word<SessionType>("sessionType", "At least one session is of this kind.");

    public static QueryParameter<bool?> HasPlaces { get; } =
        QueryParameters.Flag("hasPlaces", "true: only cohorts with places left. false: only full ones.");

    public static QueryParameter<bool?> IncludePast { get; } =
        QueryParameters.Flag("includePast", "true: cohorts that have begun as well.") with
        {
            Fallback = false,
        };

    public static QueryParameter<CourseOrder?> Sort { get; } =
        QueryParameters.Word<CourseOrder>(
            "sort",
            "By title, by the start of the first cohort listed, or by the distance of the nearest one listed, which needs `near`."
        ) with
        {
            Fallback = CourseOrder.Title,
        };

    public static QueryParameter<string> Ids { get; } =
        QueryParameters.Text("ids", "Ids of two to ten courses, with commas between them; or `ids` once for each course.") with
        {
            IsList = true,
            Example = "\"se-l6-day,nat-l6-further\"",
            IsRequired = true,
        };

    public static QueryParameter<string> Since { get; } =
        QueryParameters.Text(
            "since",
            "A version that was served before: `changes` says what changed since. The newest twenty are remembered."
        );

    public static RouteParameter ProviderId { get; } = Id("A provider's id; GET /v1/providers lists them.", "specialist-south-east");

    public static RouteParameter CourseId { get; } = Id("A course's id; GET /v1/courses lists them.", "se-l6-day");

    public static RouteParameter CohortId { get; } =
        Id("A cohort's id; GET /v1/courses lists them, each under its course.", "se-l6-day-guildford-2702");

    private static RouteParameter Id(string description, string example) =>
        new("id", description) { Place = ParameterPlace.Path, Example = $"\"{example}\"" };
}
