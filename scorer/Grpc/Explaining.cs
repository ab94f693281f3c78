using System.Buffers;
using Matcher.Protos;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;

namespace Matcher.Scorer.Grpc;

/// <summary>
/// Writes into an answer in which order to show a person's courses, what their scores are made of, and what the person could have on
/// average.
/// </summary>
internal readonly ref struct Explaining(CandidateScorer scorer, PersonFacts person, CompiledCohorts cohorts, CancellationToken cancellation)
{
    // A mean over the most probable courses says as much as one over thousands.
    private const int MostAveraged = 128;

    /// <summary>Writes.</summary>
    /// <param name="request">What is to be explained.</param>
    /// <param name="response">Where to write.</param>
    /// <param name="candidates">All of the person's candidates.</param>
    /// <param name="best">For each course the index of its best candidate, or -1.</param>
    /// <param name="probabilities">The choice probability of each candidate.</param>
    public void Write(
        ScoreRequest request,
        ScoreResponse response,
        ReadOnlySpan<CandidateRef> candidates,
        ReadOnlySpan<int> best,
        ReadOnlySpan<double> probabilities
    )
    {
        response.BaseScore = scorer.BaseScore(person);
        response.Factors.Add(Factors.All);
        var most = Math.Min(best.Length, request.Explain ? best.Length : Math.Max(request.ExplainBestCourses, request.RankCourses));
        var pooled = ArrayPool<int>.Shared.Rent(2 * Math.Max(candidates.Length, best.Length));
        try
        {
            var ranking = pooled.AsSpan(0, CourseOrder.Rank(person, cohorts, candidates, best, probabilities, pooled.AsSpan(0, most)));
            if (response.Kept is not null)
                ranking.CopyTo(response.Kept.Ranking.Resize(ranking.Length));
            Average(response, candidates, best, probabilities);
            var explained = pooled.AsSpan(
                ranking.Length,
                request.Explain ? candidates.Length : Math.Min(ranking.Length, request.ExplainBestCourses)
            );
            if (request.Explain)
            {
                for (var i = 0; i < explained.Length; i++)
                    explained[i] = i;
            }
            else
            {
                ranking[..explained.Length].CopyTo(explained);
                explained.Sort();
            }
            Explain(request, response, candidates, explained);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(pooled);
        }
    }

    private void Explain(ScoreRequest request, ScoreResponse response, ReadOnlySpan<CandidateRef> candidates, ReadOnlySpan<int> explained)
    {
        var contributions = response.Kept is null
            ? new float[explained.Length * Factors.Count]
            : response.Kept.Contributions.Resize(explained.Length * Factors.Count);
        scorer.Explain(person, cohorts, candidates, explained, contributions, cancellation);
        if (response.Kept is null)
        {
            for (var i = 0; i < explained.Length; i++)
            {
                contributions
                    .Slice(i * Factors.Count, Factors.Count)
                    .CopyTo(response.Scores[explained[i]].Contributions.Resize(Factors.Count));
            }
        }
        else if (!request.Explain)
        {
            explained.CopyTo(response.Kept.Explained.Resize(explained.Length));
        }
    }

    private void Average(
        ScoreResponse response,
        ReadOnlySpan<CandidateRef> candidates,
        ReadOnlySpan<int> best,
        ReadOnlySpan<double> probabilities
    )
    {
        Span<int> averaged = stackalloc int[MostAveraged];
        var count = MostProbable(best, probabilities, averaged);
        var pooled = ArrayPool<float>.Shared.Rent(count * Factors.Count);
        var contributions = pooled.AsSpan(0, count * Factors.Count);
        scorer.Explain(person, cohorts, candidates, averaged[..count], contributions, cancellation);
        var average = response.AverageContributions.Resize(Factors.Count);
        average.Clear();
        for (var i = 0; i < contributions.Length; i++)
            average[i % Factors.Count] += contributions[i] / count;
        ArrayPool<float>.Shared.Return(pooled);
    }

    private static int MostProbable(ReadOnlySpan<int> best, ReadOnlySpan<double> probabilities, Span<int> averaged)
    {
        var count = 0;
        foreach (var candidate in best)
        {
            if (candidate < 0)
                continue;
            if (count < averaged.Length)
            {
                averaged[count++] = candidate;
                continue;
            }
            var least = 0;
            for (var i = 1; i < count; i++)
            {
                if (probabilities[averaged[i]] < probabilities[averaged[least]])
                    least = i;
            }

            if (probabilities[candidate] > probabilities[averaged[least]])
                averaged[least] = candidate;
        }
        return count;
    }
}
