using Matcher.Data.Domain;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>Anything that orders courses for a person and says how likely each is chosen.</summary>
/// <param name="Name">As the card has it.</param>
/// <param name="Rank">For a person, a number for each course: the larger, the higher it ranks.</param>
/// <param name="Probabilities">For a person, the choice probability of each course; null when the ranker has none.</param>
internal sealed record Ranker(string Name, Func<TestPerson, double[]> Rank, Func<TestPerson, double[]>? Probabilities)
{
    /// <summary>The name of the ranker that ships.</summary>
    public const string Shipped = "conditional logit (ships)";

    /// <summary>The name of the same model, ordered by its choice probabilities alone.</summary>
    public const string ByProbability = "the same by probability alone";

    /// <summary>All alike.</summary>
    public static Ranker Random { get; } =
        new(
            "random",
            person => new double[person.CourseCount],
            person => [.. Enumerable.Repeat(1.0 / person.CourseCount, person.CourseCount)]
        );

    /// <summary>The nearest cohort first.</summary>
    public static Ranker NearestFirst { get; } =
        new(
            "nearest first",
            person => person.Choice.BestScores([.. person.Chooser.Alternatives.Select(alternative => -alternative.Miles)]),
            null
        );

    /// <summary>A sensible rule of hand: the wanted level, then distance, then start.</summary>
    public static Ranker HandRule { get; } =
        new(
            "hand rule: wanted level, then distance",
            person =>
            {
                const double wantedLevel = 1e6,
                    later = 1e-6;
                var wanted = person.Chooser.Request.PreferredAccreditation;
                return person.Choice.BestScores([
                    .. person.Chooser.Alternatives.Select(alternative =>
                        (alternative.Cohort.Course.Accreditation == wanted ? wantedLevel : 0)
                        - alternative.Miles
                        - later * alternative.Months
                    ),
                ]);
            },
            null
        );

    /// <summary>The oracle itself, by its own draws: the ceiling.</summary>
    public static Ranker Oracle { get; } = new("oracle", person => person.OracleScores, person => person.OracleScores);

    /// <summary>What most people chose, the same for everybody.</summary>
    /// <param name="choices">The choices that are counted.</param>
    /// <param name="courseOf">The course of a cohort's id.</param>
    public static Ranker Popularity(IReadOnlyList<Choice> choices, IReadOnlyDictionary<string, Course> courseOf)
    {
        var counts = choices
            .Select(choice => choice.Candidates[choice.Chosen].Cohort.Id)
            .Where(courseOf.ContainsKey)
            .CountBy(cohort => courseOf[cohort].Id)
            .ToDictionary();
        double[] Count(TestPerson person) =>
            [.. Enumerable.Range(0, person.CourseCount).Select(course => (double)counts.GetValueOrDefault(person.CourseId(course)))];
        return new(
            "popularity",
            Count,
            person =>
            {
                // One more each, so that nothing is impossible.
                var count = Array.ConvertAll(Count(person), each => each + 1);
                return Array.ConvertAll(count, each => each / count.Sum());
            }
        );
    }

    /// <summary>A model, in the order in which its service shows courses.</summary>
    public static Ranker Of(string name, RankingModel model)
    {
        double[] Probabilities(TestPerson person) => person.Probabilities(model.ScoresOf(CancellationToken.None)(person.Choice));
        return new(name, person => Places(person, model), Probabilities);
    }

    private static double[] Places(TestPerson person, RankingModel model)
    {
        var choice = person.Choice;
        var cohorts = model.Prepare([.. choice.Candidates.Select(candidate => candidate.Cohort)]);
        CandidateRef[] seen =
        [
            .. choice.Candidates.Select(
                (candidate, index) => new CandidateRef(new(index), candidate.DistanceMiles, candidate.AttendableSessions)
            ),
        ];
        var (scores, probabilities) = (new double[seen.Length], new double[seen.Length]);
        model.Score(choice.Person, cohorts, seen, scores, CancellationToken.None);
        var best = new int[choice.CourseCount];
        BestCohorts.Find(choice.Person, cohorts, seen, scores, best);
        ChoiceProbability.OfBest(scores, best, probabilities);
        var ranking = new int[choice.CourseCount];
        CourseOrder.Rank(choice.Person, cohorts, seen, best, probabilities, ranking);
        var rank = new double[ranking.Length];
        for (var place = 0; place < ranking.Length; place++)
            rank[choice.Courses[ranking[place]]] = -place;
        return rank;
    }

    /// <summary>
    /// Anything that gives candidates a number: a confidence is fitted that makes the numbers log-utilities, as for the ranker that ships.
    /// </summary>
    /// <param name="name">As the card has it.</param>
    /// <param name="score">Several threads at once call it.</param>
    /// <param name="validation">What the confidence is fitted to.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static Ranker WithConfidence(
        string name,
        Func<Choice, double[]> score,
        IReadOnlyList<Choice> validation,
        CancellationToken cancellation
    )
    {
        var confidence = ConfidenceFit.Fit(validation, score, cancellation);
        return OfScores(
            name,
            choice =>
            {
                var factor = confidence.Of(choice.Person);
                return Array.ConvertAll(score(choice), number => number * factor);
            }
        );
    }

    /// <summary>Anything that gives candidates log-utilities.</summary>
    public static Ranker OfScores(string name, Func<Choice, double[]> score)
    {
        double[] Probabilities(TestPerson person) => person.Probabilities(score(person.Choice));
        return new(name, Probabilities, Probabilities);
    }
}
