using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations.Ranking;

/// <summary>A catalogue with one person's eyes: the cohorts that they can take, and what refuses them the others.</summary>
internal sealed class EligibleCohorts
{
    private readonly List<Candidate> candidates;
    private readonly List<CohortIndex> indices;
    private readonly int[] counts;
    private readonly double[] nearestMiles = [double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity];

    /// <summary>Asks of every cohort whether the person can take it.</summary>
    /// <param name="profile">The person.</param>
    /// <param name="catalogue">What there is.</param>
    /// <param name="now">The date and time, in England.</param>
    public EligibleCohorts(Profile profile, Catalogue catalogue, DateTime now)
    {
        var cohorts = catalogue.Cohorts;
        (Profile, Catalogue, Now, counts, Refusals) = (
            profile,
            catalogue,
            now,
            new int[catalogue.Courses.Count],
            new(catalogue.Courses.Count)
        );
        (candidates, indices) = (new(cohorts.Count), new(cohorts.Count));
        var ways = catalogue.WaysFrom(profile.Home);
        for (var i = 0; i < cohorts.Count; i++)
        {
            var index = new CohortIndex(i);
            var course = catalogue.CourseOf(index);
            var candidate = Candidate.Of(profile, cohorts[i], ways[index]);
            var refused = EligibilityRules.Check(profile, candidate, now);
            if (!refused.None)
            {
                Refusals.Add(course, candidate, refused);
                continue;
            }
            candidates.Add(candidate);
            indices.Add(index);
            if (counts[course.Value]++ == 0)
                CourseCount++;
            ref var nearest = ref nearestMiles[(int)cohorts[i].Course.Accreditation];
            nearest = Math.Min(nearest, candidate.DistanceMiles);
        }
    }

    /// <summary>Who looks.</summary>
    public Profile Profile { get; }

    /// <summary>What there is.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>The date and time at which they look, in England.</summary>
    public DateTime Now { get; }

    /// <summary>The cohorts that they can take, in the catalogue's order.</summary>
    public IReadOnlyList<Candidate> Candidates => candidates;

    /// <summary>A cohort that they can take.</summary>
    public Candidate this[CandidateIndex candidate] => candidates[candidate.Value];

    /// <summary>How many courses they can take.</summary>
    public int CourseCount { get; }

    /// <summary>What refuses the cohorts that they can't take.</summary>
    public RefusalTally Refusals { get; }

    /// <summary>How far the nearest cohort is that they can take, in miles; infinite when there is none.</summary>
    /// <param name="level">Of a course of this level; null: of any.</param>
    public double NearestMiles(Accreditation? level) => level is { } one ? nearestMiles[(int)one] : nearestMiles.Min();

    /// <summary>
    /// For each course of the catalogue how far its nearest cohort is that they can take, in miles; infinite when there is none.
    /// </summary>
    public double[] NearestOfEachCourse()
    {
        var miles = new double[counts.Length];
        miles.AsSpan().Fill(double.PositiveInfinity);
        for (var i = 0; i < candidates.Count; i++)
        {
            ref var nearest = ref miles[CourseOf(new(i)).Value];
            nearest = Math.Min(nearest, candidates[i].DistanceMiles);
        }

        return miles;
    }

    /// <summary>How many of a course's cohorts they can take.</summary>
    public int CountOf(CourseIndex course) => counts[course.Value];

    /// <summary>A candidate's course.</summary>
    public CourseIndex CourseOf(CandidateIndex candidate) => Catalogue.CourseOf(indices[candidate.Value]);

    /// <summary>A candidate's cohort.</summary>
    public CohortIndex CohortOf(CandidateIndex candidate) => indices[candidate.Value];
}
