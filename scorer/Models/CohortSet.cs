using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;

namespace Matcher.Scorer.Models;

/// <summary>A candidate among the cohorts of a set.</summary>
/// <param name="Cohort">The cohort's place in the set.</param>
/// <param name="DistanceMiles">From the person's home to the venue.</param>
/// <param name="AttendableSessions">How many of its sessions the person can be at.</param>
internal readonly record struct SeenCohort(int Cohort, double DistanceMiles, int AttendableSessions);

/// <summary>Cohorts with all that a model makes of them before anybody looks: for one model, for any number of people. Immutable.</summary>
internal sealed class CohortSet
{
    private readonly CohortFacts[] facts;
    private readonly double[] worths;
    private readonly TreePart? trees;
    private readonly byte[] reached;
    private readonly ushort[] cells;
    private readonly int[] rows;
    private readonly int[] courses;
    private readonly ulong[] hashes;

    /// <summary>Prepares cohorts.</summary>
    /// <param name="cohorts">Within the bounds of the contract.</param>
    /// <param name="terms">The model's terms.</param>
    /// <param name="trees">The model's trees, if it has any.</param>
    public CohortSet(IReadOnlyList<Cohort> cohorts, LinearTerms terms, TreePart? trees)
    {
        this.trees = trees;
        facts = new CohortFacts[cohorts.Count];
        worths = new double[cohorts.Count * Factors.Count];
        reached = new byte[cohorts.Count * (trees?.Masks.Bytes ?? 0)];
        cells = new ushort[cohorts.Count * (trees?.Tables.Bundles ?? 0)];
        rows = new int[cohorts.Count * FeatureSchema.Count];
        courses = new int[cohorts.Count];
        hashes = new ulong[cohorts.Count];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < facts.Length; i++)
        {
            facts[i] = new(cohorts[i]);
            var course = cohorts[i].CourseId;
            if (course.Length == 0 || !places.TryGetValue(course, out courses[i]))
            {
                courses[i] = Courses++;
                if (course.Length > 0) places.Add(course, courses[i]);
            }
            hashes[i] = Hash(course.Length > 0 ? course : cohorts[i].Id);
            terms.ResolveCohort(facts[i], worths.AsSpan(i * Factors.Count, Factors.Count));
            trees?.ResolveCohort(facts[i], reached.AsSpan(i * trees.Masks.Bytes, trees.Masks.Bytes), cells.AsSpan(i * trees.Tables.Bundles, trees.Tables.Bundles), rows.AsSpan(i * FeatureSchema.Count, FeatureSchema.Count));
        }
    }

    /// <summary>How many cohorts there are.</summary>
    public int Count => facts.Length;

    /// <summary>How many courses they are runs of.</summary>
    public int Courses { get; }

    /// <summary>Bytes that each cohort takes, about.</summary>
    public long BytesOfCohort => Factors.Count * sizeof(double) + (FeatureSchema.Count + 1) * sizeof(int) + (trees is null ? 0 : trees.Masks.Bytes + trees.Tables.Bundles * sizeof(ushort)) + 256;

    /// <summary>Which of the courses a cohort is a run of, from 0.</summary>
    public int Course(int cohort) => courses[cohort];

    /// <summary>A number that stands for a cohort's course, the same in every set and on every machine.</summary>
    public ulong CourseHash(int cohort) => hashes[cohort];

    public CohortFacts Facts(int cohort) => facts[cohort];

    public ReadOnlySpan<double> Worths(int cohort) => worths.AsSpan(cohort * Factors.Count, Factors.Count);

    /// <summary>The masks of all cohorts, one after the other.</summary>
    public ReadOnlySpan<byte> Reached => reached;

    public ReadOnlySpan<ushort> Cells(int cohort) => cells.AsSpan(cohort * trees!.Tables.Bundles, trees.Tables.Bundles);

    public ReadOnlySpan<int> Row(int cohort) => rows.AsSpan(cohort * FeatureSchema.Count, FeatureSchema.Count);

    // FNV-1a (Fowler, Noll and Vo), of UTF-16 units.
    private static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var letter in text) hash = (hash ^ letter) * 0x100000001B3;
        return hash;
    }
}
