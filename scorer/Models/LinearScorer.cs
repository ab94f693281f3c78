using System.Buffers;
using Matcher.Scorer.Features;

namespace Matcher.Scorer.Models;

/// <summary>The terms with what is one person's own resolved, in borrowed memory, for all the cohorts that the person looks at.</summary>
internal readonly ref struct LinearScorer
{
    private readonly LinearTerms terms;
    private readonly PersonFacts person;
    private readonly CompiledCohorts cohorts;
    private readonly double[] levelWorths;
    private readonly int[] concerning;
    private readonly int concerningCount;

    /// <summary>Resolves a person.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="cohorts">What they look at.</param>
    public LinearScorer(LinearTerms terms, in PersonFacts person, CompiledCohorts cohorts)
    {
        (this.terms, this.person, this.cohorts) = (terms, person, cohorts);
        levelWorths = ArrayPool<double>.Shared.Rent(LinearTerms.LevelWorths);
        concerning = ArrayPool<int>.Shared.Rent(terms.PairTerms);
        concerningCount = terms.ResolvePerson(person, levelWorths.AsSpan(0, LinearTerms.LevelWorths), concerning);
    }

    /// <summary>What a candidate is worth, by factor.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="worths"><see cref="Factors.Count"/> numbers; written.</param>
    public void Resolve(in CandidateRef candidate, Span<double> worths) =>
        terms.Resolve(
            person,
            concerning.AsSpan(0, concerningCount),
            levelWorths,
            new(cohorts.Facts(candidate.Cohort), candidate.DistanceMiles, candidate.AttendableSessions),
            cohorts.Worths(candidate.Cohort),
            worths
        );

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(levelWorths);
        ArrayPool<int>.Shared.Return(concerning);
    }
}
