using Matcher.Scorer.Models;

namespace Matcher.Scorer.Training;

/// <summary>What came of learning from recorded choices.</summary>
/// <param name="Learned">The ranker: the prior itself when nothing was learned.</param>
/// <param name="People">How many people it learned from; 0 when nothing was learned.</param>
/// <param name="Share">How much of the evidence behind the weights is recorded, 0 to 1.</param>
/// <param name="Said">In a sentence: what moved and for how many, or why nothing was learned.</param>
internal sealed record RecordedResult(Learned Learned, int People, double Share, string Said);

/// <summary>
/// Goes on learning from choices that others recorded. The simulated model is the prior: what it rests on the report for may move less than
/// what it assumes, all weights of a factor may grow or shrink together, providers may have effects of their own, and the promises of the
/// score hold as before. Nothing is learned by luck: what was learned from some people has to make the choices of others likelier, by more
/// than chance explains.
/// </summary>
internal static class RecordedLearning
{
    /// <summary>Fewer people than this teach nothing: a dozen of them overturned an earlier model.</summary>
    public const int FewestPeople = 100;

    // Nobody looks at more courses than this: where a file does not say what was shown, but lists more, most of it was never refused.
    private const int MostLookedAt = 15;
    private const int Folds = 4;

    // One-sided, 99% (normal): at 95%, one draw of twelve of 100 unlike people lost 2.6 points.
    private const double Certainty = 2.326;

    /// <summary>Learns from choices, if they bear anything out.</summary>
    /// <param name="prior">What is known before.</param>
    /// <param name="choices">Recorded choices.</param>
    /// <param name="everythingWasShown">Whether all that a file lists was shown to the person, though the file does not say so.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static RecordedResult GoOn(Learned prior, IReadOnlyList<Choice> choices, bool everythingWasShown, CancellationToken cancellation)
    {
        RecordedResult Nothing(FormattableString why) => new(prior, 0, 0, FormattableString.Invariant(why));
        var unsaid = choices.Count(choice => !choice.SaysWhatWasShown && choice.CourseCount > MostLookedAt);
        if (unsaid > 0 && !everythingWasShown)
        {
            return Nothing(
                $"Nothing was learned: {unsaid:N0} choosers were offered more than {MostLookedAt} courses each, and no column `shown` says which of them they saw. What was not shown was not refused. Fill in `shown`, or say --everything-shown if everybody really saw everything."
            );
        }

        var people = Distinct(choices);
        if (people.Count < FewestPeople)
        {
            return Nothing(
                $"Nothing was learned: there are choices of {people.Count:N0} people (copies count once), and fewer than {FewestPeople} can't be told from chance."
            );
        }

        var fits = new RecordedFit(prior, people, cancellation);
        var (scale, gains) = fits.CrossFit(Folds);
        var (mean, bound) = (gains.Average(), Bound(gains));
        if (bound <= 0)
        {
            return Nothing(
                $"Nothing was learned from {people.Count:N0} people: what some of them teach makes the choices of the others {Likelier(mean)} per person on average, which chance explains."
            );
        }

        var learned = fits.FitAll(scale);
        var changed = people
            .AsParallel()
            .WithCancellation(cancellation)
            .Count(choice => First(prior.Model, choice, cancellation) != First(learned.Model, choice, cancellation));
        var moved = fits.MovedMost(learned).Take(3).Select(factor => factor.ToString());
        return new(
            learned,
            people.Count,
            fits.RecordedShare(learned),
            FormattableString.Invariant(
                $"Learned from {people.Count:N0} people: it makes choices that it did not see {Likelier(mean)} per person (at least {Likelier(bound)}, with 99% certainty). The first course changes for {changed:N0} of them. What moved most: {string.Join(", ", moved)}."
            )
        );
    }

    // The same request, offer and choice again is the same person again.
    private static List<Choice> Distinct(IReadOnlyList<Choice> choices) =>
        [
            .. choices.DistinctBy(choice =>
                (
                    choice.Profile,
                    choice.Today,
                    choice.Candidates[choice.Chosen].Cohort.Id,
                    string.Join(
                        ' ',
                        choice
                            .Candidates.Select(candidate => $"{candidate.Cohort.Id}@{candidate.DistanceMiles:R}")
                            .Order(StringComparer.Ordinal)
                    )
                )
            ),
        ];

    private static double Bound(double[] gains)
    {
        var mean = gains.Average();
        var variance = gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Length - 1);
        return mean - Certainty * Math.Sqrt(variance / gains.Length);
    }

    private static string Likelier(double gain) => FormattableString.Invariant($"{(Math.Exp(gain) - 1) * 100:+0.0;-0.0;0.0}% likelier");

    private static int First(RankingModel model, Choice choice, CancellationToken cancellation)
    {
        var scores = choice.BestScores(model.ScoresOf(cancellation)(choice));
        return Array.IndexOf(scores, scores.Max());
    }
}
