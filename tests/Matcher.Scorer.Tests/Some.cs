using Matcher.Data;
using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;
using Matcher.Protos;
using V1 = Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Tests;

/// <summary>Requests to start a story from.</summary>
internal static class Some
{
    public static readonly DateOnly Today = new(2026, 11, 23);

    public static Catalogue Catalogue { get; } = CatalogueFolder.Load(DataFiles.Catalogue);

    public static Profile Profile { get; } =
        new()
        {
            Home = new(new Position(50.83, -0.17), "BN3", Precision.District),
            PreferredAccreditation = Accreditation.Level6,
            Availability = new() { StudyHoursPerWeek = 3 },
            Sector = Sector.Secondary,
        };

    /// <summary>A profile and every cohort of the sample.</summary>
    public static V1.ScoreRequest Request(Profile? profile = null)
    {
        var person = profile ?? Profile;
        return new()
        {
            Profile = person.ToMessage(),
            Today = Today.ToMessage(),
            Candidates = { Catalogue.Cohorts.Select(cohort => Candidate.Of(person, cohort).ToMessage()) },
        };
    }
}
