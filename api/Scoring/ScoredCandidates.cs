using System.Numerics;
using System.Runtime.InteropServices;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Protos;
using Matcher.Protos.Scoring.V1;
using Factor = Matcher.Data.Domain.Factor;

namespace Matcher.Api.Scoring;

/// <summary>What a scorer says of one person's candidates, by their index among the candidates that it was asked about.</summary>
internal sealed class ScoredCandidates
{
    // Beyond any log-utility: what is larger, or no number, is nonsense.
    private const double Largest = 1e6;

    private readonly KeptScores scores;

    // What a newer scorer tells of and this program has no word for goes with the experience, so that the sum stays whole.
    private readonly Factor[] factors;
    private readonly double[] averages = new double[(int)Factor.OtherCohorts + 1];

    private ScoredCandidates(ScoreResponse response)
    {
        (ModelVersion, SimulatedModel, RecordedShare, BaseScore, scores, factors) = (
            response.ModelVersion,
            response.SimulatedModel,
            response.LearnedShare,
            response.BaseScore,
            response.Kept,
            [.. response.Factors.Select(factor => factor.ToDomain() ?? Factor.Experience)]
        );
        for (var i = 0; i < response.AverageContributions.Count; i++)
            averages[(int)factors[i]] += response.AverageContributions[i];
    }

    /// <summary>The model that answered.</summary>
    public string ModelVersion { get; }

    /// <summary>Whether less than half of the evidence behind it is recorded choices.</summary>
    public bool SimulatedModel { get; }

    /// <summary>How much of the evidence behind it is recorded choices, 0 to 1.</summary>
    public double RecordedShare { get; }

    /// <summary>The score of an average candidate: with a candidate's contributions it sums to the score.</summary>
    public double BaseScore { get; }

    /// <summary>A candidate's score.</summary>
    public double Score(CandidateIndex candidate) => scores.Scores[candidate.Value];

    /// <summary>How likely a candidate is chosen among all of them.</summary>
    public double ChoiceProbability(CandidateIndex candidate) => scores.ChoiceProbabilities[candidate.Value];

    /// <summary>The best candidate of each course, in the order in which to show the courses: as many as were asked for, or all.</summary>
    public ReadOnlySpan<CandidateIndex> Ranking => MemoryMarshal.Cast<int, CandidateIndex>(scores.Ranking.Span());

    /// <summary>
    /// What a factor contributes on average over the person's own courses; 0, as for an average candidate, when the scorer did not say.
    /// </summary>
    public double AverageContribution(Factor factor) => averages[(int)factor];

    /// <summary>Tells what each factor contributes to a candidate's score; <see langword="false"/> when it was not explained.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="contributions">A number for each <see cref="Factor"/>; added to.</param>
    public bool TryExplain(CandidateIndex candidate, Span<double> contributions)
    {
        var index = scores.Explained.Span().IndexOf(candidate.Value);
        if (index < 0 || factors.Length == 0)
            return false;
        var own = scores.Contributions.Span().Slice(index * factors.Length, factors.Length);
        for (var i = 0; i < own.Length; i++)
            contributions[(int)factors[i]] += own[i];
        return true;
    }

    /// <summary>Reads an answer; null when it is not whole: a candidate or a course is missing, or a number is not valid.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="request">What was asked, with kept candidates.</param>
    /// <param name="catalogue">Whose cohorts the candidates are.</param>
    public static ScoredCandidates? Read(ScoreResponse response, ScoreRequest request, Catalogue catalogue)
    {
        var candidates = request.Kept.Cohorts.Count;
        if (response.Kept is not { } kept || kept.Scores.Count != candidates || kept.ChoiceProbabilities.Count != candidates)
            return null;
        if (
            kept.Contributions.Count != kept.Explained.Count * response.Factors.Count
            || !IsScore(response.BaseScore)
            || response.LearnedShare is not (>= 0 and <= 1)
        )
        {
            return null;
        }

        foreach (var score in kept.Scores.Span())
        {
            if (!IsScore(score))
                return null;
        }

        foreach (var probability in kept.ChoiceProbabilities.Span())
        {
            if (probability is not (>= 0 and <= 1))
                return null;
        }

        if (response.AverageContributions.Count != 0 && response.AverageContributions.Count != response.Factors.Count)
            return null;
        foreach (var average in response.AverageContributions.Span())
        {
            if (!IsScore(average))
                return null;
        }

        foreach (var contribution in kept.Contributions.Span())
        {
            if (!IsScore(contribution))
                return null;
        }

        return IsRanking(kept.Ranking.Span(), request, catalogue) ? new(response) : null;
    }

    // Each course at most once, through one of its candidates, and as many courses as were asked for.
    private static bool IsRanking(ReadOnlySpan<int> ranking, ScoreRequest request, Catalogue catalogue)
    {
        var cohorts = request.Kept.Cohorts.Span();
        var words = (catalogue.Courses.Count + 63) / 64;
        Span<ulong> unranked = words <= 64 ? stackalloc ulong[words] : new ulong[words];
        foreach (var cohort in cohorts)
        {
            var course = catalogue.CourseOf(new(cohort)).Value;
            unranked[course / 64] |= Bit(course);
        }

        var courses = 0;
        foreach (var word in unranked)
            courses += BitOperations.PopCount(word);
        if (ranking.Length != Math.Min(Math.Max(request.ExplainBestCourses, request.RankCourses), courses))
            return false;
        foreach (var candidate in ranking)
        {
            if ((uint)candidate >= (uint)cohorts.Length)
                return false;
            var course = catalogue.CourseOf(new(cohorts[candidate])).Value;
            if ((unranked[course / 64] & Bit(course)) == 0)
                return false;
            unranked[course / 64] &= ~Bit(course);
        }
        return true;
    }

    private static ulong Bit(int course) => 1UL << (course % 64);

    private static bool IsScore(double number) => Math.Abs(number) <= Largest;
}
