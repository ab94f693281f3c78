using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations;

/// <summary>What answers say of courses and cohorts to everybody: made, and written as JSON, once a catalogue.</summary>
internal sealed class CatalogueParts
{
    private static readonly ConditionalWeakTable<Catalogue, CatalogueParts> Made = [];

    private readonly RecommendedProvider[] providers;
    private readonly RecommendedCohort[] cohorts;
    private readonly byte[][] others;

    private CatalogueParts(Catalogue catalogue)
    {
        providers = [.. catalogue.Courses.Select(course => course.Provider).Select(provider => new RecommendedProvider(provider.Id, provider.Name, provider.Type, provider.Coverage))];
        cohorts = [.. catalogue.Cohorts.Select(cohort => new RecommendedCohort(cohort.Id, cohort.Venue.Name, cohort.StartsOn, cohort.EndsOn, cohort.SessionTypes, cohort.Residential, cohort.PlacesLeft))];
        others = Array.ConvertAll(cohorts, cohort => Encoding.UTF8.GetBytes($$"""{"id":"{{Escape(cohort.Id)}}","venue":"{{Escape(cohort.Venue)}}","startsOn":"{{cohort.StartsOn:yyyy-MM-dd}}","distanceMiles":"""));
    }

    /// <summary>Those of a catalogue.</summary>
    public static CatalogueParts Of(Catalogue catalogue) => Made.GetValue(catalogue, made => new(made));

    /// <summary>Who offers a course.</summary>
    /// <param name="course">The course's place in the catalogue.</param>
    public RecommendedProvider Provider(int course) => providers[course];

    /// <summary>A run of a course.</summary>
    /// <param name="cohort">The cohort's place in the catalogue.</param>
    public RecommendedCohort Cohort(int cohort) => cohorts[cohort];

    /// <summary>The same beside another run.</summary>
    /// <param name="cohort">The cohort's place in the catalogue.</param>
    /// <param name="miles">How far it is, to one decimal.</param>
    public OtherCohort Other(int cohort, double miles)
    {
        var other = cohorts[cohort];
        return new(other.Id, other.Venue, other.StartsOn, miles, other.PlacesLeft) { JsonBefore = others[cohort] };
    }

    private static string Escape(string text) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
}
