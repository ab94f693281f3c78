using System.Text.Json.Serialization;
using Matcher.Api.Http;
using Matcher.Data.Domain;
using Matcher.Data.Places;
using Matcher.Data.Text;

namespace Matcher.Api.Catalogues;

/// <summary>What courses are listed by.</summary>
[JsonConverter(typeof(EnumNameConverter<CourseOrder>))]
internal enum CourseOrder
{
    /// <summary>Their titles.</summary>
    Title,

    /// <summary>The first day of the first cohort that is listed.</summary>
    Start,

    /// <summary>The distance of the nearest cohort that is listed.</summary>
    Distance,
}

/// <summary>Which courses, and which of their cohorts, are wanted. Null: any.</summary>
internal sealed record CourseFilter
{
    public Accreditation? Level { get; init; }

    public Delivery? Delivery { get; init; }

    public string? Provider { get; init; }

    public ProviderType? ProviderType { get; init; }

    public Coverage? Coverage { get; init; }

    public string? Region { get; init; }

    public Place? Near { get; init; }

    public int? WithinMiles { get; init; }

    public DateOnly? StartsFrom { get; init; }

    public DateOnly? StartsTo { get; init; }

    public SessionType? SessionType { get; init; }

    public bool? HasPlaces { get; init; }

    public bool IncludePast { get; init; }

    public CourseOrder Order { get; init; }

    /// <summary>Whether a course without such a cohort is of no interest.</summary>
    public bool IsOfCohorts => (Region, WithinMiles, StartsFrom, StartsTo, SessionType, HasPlaces) != default;

    /// <summary>Reads it; what is wrong is added to the query's faults.</summary>
    public static CourseFilter Read(QueryFields query, Catalogue catalogue, Gazetteer gazetteer)
    {
        var near = query.Read(CourseParameters.Near);
        var filter = new CourseFilter
        {
            Level = query.Read(CourseParameters.Level),
            Delivery = query.Read(CourseParameters.Delivery),
            Provider = query.Read(CourseParameters.Provider, [.. catalogue.Providers.Select(provider => provider.Id)]),
            ProviderType = query.Read(CourseParameters.ProviderType),
            Coverage = query.Read(CourseParameters.Coverage),
            Region = query.Read(CourseParameters.Region),
            Near = near is null ? null : Locate(near, query, gazetteer),
            WithinMiles = query.Read(CourseParameters.WithinMiles),
            StartsFrom = query.Read(CourseParameters.StartsFrom),
            StartsTo = query.Read(CourseParameters.StartsTo),
            SessionType = query.Read(CourseParameters.SessionType),
            HasPlaces = query.Read(CourseParameters.HasPlaces),
            IncludePast = query.Read(CourseParameters.IncludePast) == true,
            Order = query.Read(CourseParameters.Sort)!.Value,
        };
        if (near is not null)
            return filter;
        if (filter.WithinMiles is not null)
            query.AddError("withinMiles", "It is not said from where.", "Send near as well, a postcode district such as BN3.");
        if (filter.Order == CourseOrder.Distance)
            query.AddError("sort", "It is not said from where.", "Send near as well, a postcode district such as BN3.");
        return filter;
    }

    /// <summary>Whether a course is wanted.</summary>
    public bool Takes(Course course) =>
        Is(Level, course.Accreditation)
        && Is(Delivery, course.Delivery)
        && Is(ProviderType, course.Provider.Type)
        && Is(Coverage, course.Provider.Coverage)
        && (Provider is null || Provider == course.Provider.Id);

    /// <summary>Whether a cohort is wanted.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="miles">How far its venue is from where the search is; null: that was not said.</param>
    /// <param name="now">The date and time, in England: what has begun by then is past.</param>
    public bool Takes(Cohort cohort, double? miles, DateTime now) =>
        (IncludePast || !cohort.HasBegun(now))
        && (Region is null || Region == cohort.Venue.Region)
        && !(miles > WithinMiles)
        && !(cohort.StartsOn < StartsFrom)
        && !(cohort.StartsOn > StartsTo)
        && (SessionType is not { } type || cohort.SessionsOf(type) > 0)
        && Is(HasPlaces, cohort.PlacesLeft > 0);

    private static bool Is<T>(T? wanted, T value)
        where T : struct => wanted is not { } one || EqualityComparer<T>.Default.Equals(one, value);

    // Addresses of requests are logged on their way, and a whole postcode may say who asks: only the district is taken.
    private static Place? Locate(string text, QueryFields query, Gazetteer gazetteer)
    {
        var postcode = Postcode.TryParse(text);
        if (postcode is not null && postcode.District.Length == text.Count(char.IsLetterOrDigit) && gazetteer.Find(postcode) is { } place)
            return place;
        query.AddError(
            "near",
            "This is not a postcode district in England that we know.",
            "Send the part of a postcode before the space, such as BN3. A whole postcode does not belong in an address."
        );
        return null;
    }
}
