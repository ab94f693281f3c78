using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using CohortIndex = Matcher.Data.Domain.CohortIndex;
using CourseIndex = Matcher.Data.Domain.CourseIndex;

namespace Matcher.Scorer.Models;

/// <summary>A candidate among the cohorts of a set.</summary>
/// <param name="Cohort">Its index in the set: for kept cohorts, that in the catalogue.</param>
/// <param name="DistanceMiles">From the person's home to the venue.</param>
/// <param name="AttendableSessions">How many of its sessions the person can be at.</param>
internal readonly record struct CandidateRef(CohortIndex Cohort, double DistanceMiles, int AttendableSessions);

/// <summary>Cohorts with all that a model makes of them before anybody looks: for one model, for any number of people. Immutable.</summary>
internal sealed class CompiledCohorts
{
    private readonly CohortFacts[] facts;
    private readonly double[] worths;
    private readonly CourseIndex[] courses;
    private readonly ulong[] hashes;
    private readonly string[] ids;

    /// <summary>Prepares cohorts.</summary>
    /// <param name="cohorts">Within the bounds of the contract.</param>
    /// <param name="terms">The model's terms.</param>
    public CompiledCohorts(IReadOnlyList<Cohort> cohorts, LinearTerms terms)
    {
        facts = new CohortFacts[cohorts.Count];
        courses = new CourseIndex[cohorts.Count];
        hashes = new ulong[cohorts.Count];
        ids = [.. cohorts.Select(cohort => cohort.Id)];
        var known = new Dictionary<string, CourseIndex>(StringComparer.Ordinal);
        for (var i = 0; i < facts.Length; i++)
        {
            facts[i] = new(cohorts[i]);
            var course = cohorts[i].CourseId;
            if (course.Length == 0 || !known.TryGetValue(course, out courses[i]))
            {
                courses[i] = new(Courses++);
                if (course.Length > 0)
                    known.Add(course, courses[i]);
            }
            hashes[i] = Hash(course.Length > 0 ? course : cohorts[i].Id);
        }
        worths = WorthsOf(facts, terms);
    }

    /// <summary>Prepares the same cohorts for another model.</summary>
    /// <param name="same">What was prepared for some model.</param>
    /// <param name="terms">The other model's terms.</param>
    public CompiledCohorts(CompiledCohorts same, LinearTerms terms)
    {
        (facts, courses, hashes, ids, Courses) = (same.facts, same.courses, same.hashes, same.ids, same.Courses);
        worths = WorthsOf(facts, terms);
    }

    /// <summary>How many cohorts there are.</summary>
    public int Count => facts.Length;

    /// <summary>How many courses they are runs of.</summary>
    public int Courses { get; }

    /// <summary>Which of the courses a cohort is a run of.</summary>
    public CourseIndex Course(CohortIndex cohort) => courses[cohort.Value];

    /// <summary>A hash of a cohort's course id, the same in every set and on every machine.</summary>
    public ulong CourseHash(CohortIndex cohort) => hashes[cohort.Value];

    /// <summary>The id of a cohort.</summary>
    public string Id(CohortIndex cohort) => ids[cohort.Value];

    public CohortFacts Facts(CohortIndex cohort) => facts[cohort.Value];

    public ReadOnlySpan<double> Worths(CohortIndex cohort) => worths.AsSpan(cohort.Value * Factors.Count, Factors.Count);

    private static double[] WorthsOf(CohortFacts[] facts, LinearTerms terms)
    {
        var worths = new double[facts.Length * Factors.Count];
        for (var i = 0; i < facts.Length; i++)
            terms.ResolveCohort(facts[i], worths.AsSpan(i * Factors.Count, Factors.Count));
        return worths;
    }

    // FNV-1a (Fowler, Noll and Vo), of UTF-16 units.
    private static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var letter in text)
            hash = (hash ^ letter) * 0x100000001B3;
        return hash;
    }
}
