using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>What must hold for every profile between twins: candidates of one reply that differ in one fact.</summary>
/// <param name="simulator">Draws people and candidates.</param>
/// <param name="model">Scores them.</param>
/// <param name="pairs">Pairs for each promise.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class Promises(Simulator simulator, RankingModel model, int pairs, CancellationToken cancellation)
{
    private static readonly (string Name, Twins Twins)[] All =
    [
        ("the nearer, unless open to travel", (choice, one, dice) => choice.Person.IsOpenToTravel ? null : Nearer(one, dice)),
        ("the nearer, when open to travel", (choice, one, dice) => choice.Person.IsOpenToTravel ? Nearer(one, dice) : null),
        (
            "the one with more attendable sessions",
            (_, one, dice) =>
                (
                    With(one, twin => twin.AttendableSessions = dice.Below(one.Cohort.Sessions)),
                    With(one, twin => twin.AttendableSessions = one.Cohort.Sessions)
                )
        ),
        (
            "the earlier start, from the day on that can be met",
            (choice, one, dice) =>
                one.Cohort.StartsOn < choice.Person.StartFrom ? null : (With(one, twin => twin.Cohort.StartsOn += 1 + dice.Below(300)), one)
        ),
        (
            "what can be signed in time",
            (choice, one, dice) =>
                (
                    With(one, twin => twin.Cohort.StartsOn = choice.Person.StartFrom - 1 - dice.Below(20)),
                    With(one, twin => twin.Cohort.StartsOn = choice.Person.StartFrom)
                )
        ),
        ("the higher satisfaction", (_, one, dice) => (With(one, twin => twin.Cohort.SatisfactionPercent -= dice.Between(0.5, 20)), one)),
        (
            "the preferred level, against any other",
            (choice, one, dice) => choice.Person.SaysLevel ? Levels(choice.Profile.PreferredAccreditation, one, dice) : null
        ),
    ];

    private delegate (Candidate Worse, Candidate Better)? Twins(Choice choice, Candidate one, Dice dice);

    private readonly IReadOnlyList<Choice> choices = Choice.Of(
        simulator
            .Choosers(simulator.Base, ProfileCompleteness.Varied, [simulator.Sample, .. simulator.Catalogues(9, DrawPurpose.TestCatalogue)])
            .Draw(Math.Min(pairs, 2_000), DrawPurpose.Test, cancellation)
    );

    /// <summary>Tries each promise on random people and candidates, of the sample and of made-up catalogues.</summary>
    public IReadOnlyList<PromiseRow> Measure() =>
        [
            .. All.Select(
                (promise, index) =>
                {
                    var differences = Pairs(promise.Twins, new Dice(simulator.Seed, DrawPurpose.Test, -1 - index))
                        .Take(pairs)
                        .Select(twins => Score(twins.Choice, twins.Better) - Score(twins.Choice, twins.Worse))
                        .ToList();
                    return new PromiseRow(
                        $"{promise.Name}, never scores lower",
                        pairs,
                        Share(differences, difference => difference >= 0),
                        Share(differences, difference => difference > 0)
                    );
                }
            ),
            Unchanged("ids, company and order of candidates change no score"),
        ];

    private IEnumerable<(Choice Choice, Candidate Worse, Candidate Better)> Pairs(Twins twins, Dice dice)
    {
        for (var i = 0; ; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var choice = choices[i % choices.Count];
            if (twins(choice, choice.Candidates[dice.Below(choice.Candidates.Length)], dice) is { } pair)
                yield return (choice, pair.Worse, pair.Better);
        }
    }

    private double Score(Choice choice, Candidate candidate)
    {
        var score = new double[1];
        model.Score(choice.Person, [candidate], score, cancellation);
        return score[0];
    }

    private PromiseRow Unchanged(string name)
    {
        var dice = new Dice(simulator.Seed, DrawPurpose.Test, -100);
        var kept = 0;
        for (var i = 0; i < pairs; i++)
        {
            var choice = choices[i % choices.Count];
            var known = choice.Profile.Clone();
            for (var j = 0; j < known.KnownProviderIds.Count; j++)
                known.KnownProviderIds[j] = $"other-{known.KnownProviderIds[j]}";
            var renamed = choice
                .Candidates.Select(candidate =>
                    With(
                        candidate,
                        twin => (twin.Cohort.Id, twin.Cohort.ProviderId) = ($"other-{twin.Cohort.Id}", $"other-{twin.Cohort.ProviderId}")
                    )
                )
                .ToArray();
            dice.Shuffle<Candidate>(renamed);
            var one = renamed[0];
            var scores = new double[Math.Min(3, renamed.Length)];
            model.Score(new(known, choice.Person.StartFrom), renamed[..scores.Length], scores, cancellation);
            if (scores[0] == Score(choice, choice.Candidates.First(candidate => one.Cohort.Id == $"other-{candidate.Cohort.Id}")))
                kept++;
        }
        return new(name, pairs, (double)kept / pairs, null);
    }

    private static double Share(List<double> values, Func<double, bool> holds) => (double)values.Count(holds) / values.Count;

    private static (Candidate, Candidate)? Nearer(Candidate one, Dice dice) =>
        (With(one, twin => twin.DistanceMiles += dice.Between(0.1, 150)), one);

    private static (Candidate, Candidate)? Levels(Accreditation preferred, Candidate one, Dice dice)
    {
        var other = (Accreditation)(1 + ((int)preferred - 1 + 1 + dice.Below(2)) % 3);
        return (With(one, twin => twin.Cohort.Accreditation = other), With(one, twin => twin.Cohort.Accreditation = preferred));
    }

    private static Candidate With(Candidate candidate, Action<Candidate> change)
    {
        var twin = candidate.Clone();
        change(twin);
        return twin;
    }
}
