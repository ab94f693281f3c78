using Matcher.Data;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Tests.Scoring;

/// <summary>What the scorer makes of a request.</summary>
/// <param name="Request">The request, with its candidates.</param>
/// <param name="Scores">Of its candidates.</param>
/// <param name="Probabilities">Of its candidates.</param>
/// <param name="Ranking">The indexes of the candidates that courses are shown by, the first course first.</param>
internal sealed record Answered(ScoreRequest Request, double[] Scores, double[] Probabilities, int[] Ranking)
{
    public static readonly LoadedModel Shipped = LoadedModel.Load(DataFiles.Model);

    public static Answered To(ScoreRequest request, LoadedModel? model = null)
    {
        var scorer = new CandidateScorer(model ?? Shipped);
        var person = new PersonFacts(request.Profile, request.HasStartFrom ? request.StartFrom : request.Today);
        var cohorts = scorer.Prepare([.. request.Candidates.Select(candidate => candidate.Cohort)]);
        CandidateRef[] seen =
        [
            .. request.Candidates.Select(
                (candidate, index) => new CandidateRef(new(index), candidate.DistanceMiles, candidate.AttendableSessions)
            ),
        ];
        var answer = new Answered(request, new double[seen.Length], new double[seen.Length], new int[cohorts.Courses]);
        var best = new int[cohorts.Courses];
        scorer.Score(person, cohorts, seen, answer.Scores, answer.Probabilities, best, default);
        Assert.Equal(cohorts.Courses, CourseOrder.Rank(person, cohorts, seen, best, answer.Probabilities, answer.Ranking));
        return answer;
    }

    /// <summary>
    /// A model that weighs things otherwise than anybody would: what the order promises, it promises whatever was learned.
    /// </summary>
    public static LoadedModel Odd(int seed)
    {
        var dice = new Dice(seed, DrawPurpose.Test, 1);
        return Shipped with
        {
            Model = new([.. TermSchema.Terms.Select(term => term.NonNegative ? Math.Abs(dice.Normal()) : 2 * dice.Normal())], default),
        };
    }

    /// <summary>The cohorts that courses are shown by, in order.</summary>
    public IEnumerable<string> Cohorts => Ranking.Select(index => Request.Candidates[index].Cohort.Id);

    /// <summary>The courses, in order.</summary>
    public IEnumerable<string> Courses => Ranking.Select(index => Request.Candidates[index].Cohort.CourseId);

    /// <summary>The probability of each course.</summary>
    public Dictionary<string, double> ProbabilityOf =>
        Ranking.ToDictionary(index => Request.Candidates[index].Cohort.CourseId, index => Probabilities[index]);

    /// <summary>The same request with something changed, answered by the same model.</summary>
    public static ScoreRequest With(ScoreRequest request, Action<ScoreRequest> change)
    {
        var other = request.Clone();
        change(other);
        return other;
    }
}
