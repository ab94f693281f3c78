using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>What a change of a request does to the choice probability of a level, all candidates as they were.</summary>
internal static class Effects
{
    private const double FewHours = 0.5;
    private const double ManyHours = 5;

    private static readonly Change[] All =
    [
        new(
            "fewer study hours (5 to half an hour) raise non-accredited",
            Accreditation.NonAccredited,
            Rises: true,
            profile => profile.StudyHoursPerWeek = ManyHours,
            profile => profile.StudyHoursPerWeek = FewHours
        ),
        new(
            "rusty academic writing (from some) lowers Level 7",
            Accreditation.Level7,
            Rises: false,
            profile => profile.AcademicWriting = AcademicWriting.Some,
            profile => profile.AcademicWriting = AcademicWriting.Rusty
        ),
        new(
            "preferring non-accredited (from no preference) raises it",
            Accreditation.NonAccredited,
            Rises: true,
            Prefer(Accreditation.Unspecified),
            Prefer(Accreditation.NonAccredited)
        ),
        new(
            "preferring Level 6 raises it",
            Accreditation.Level6,
            Rises: true,
            Prefer(Accreditation.Unspecified),
            Prefer(Accreditation.Level6)
        ),
        new(
            "preferring Level 7 raises it",
            Accreditation.Level7,
            Rises: true,
            Prefer(Accreditation.Unspecified),
            Prefer(Accreditation.Level7)
        ),
    ];

    /// <summary>Measures every change, on people to whom courses of the level and others are open.</summary>
    public static IReadOnlyList<EffectRow> Measure(Simulator simulator, RankingModel model, int people, CancellationToken cancellation)
    {
        var choices = Choice.Of(
            simulator.Choosers(simulator.Base, ProfileCompleteness.Varied).Draw(people, DrawPurpose.Test, cancellation)
        );
        return [.. All.Select(Effect)];

        EffectRow Effect(Change change)
        {
            var each = choices
                .Where(choice =>
                    choice.Candidates.Select(candidate => candidate.Cohort.Accreditation == change.Level).Distinct().Count() == 2
                )
                .Select(choice => (Before: Probability(choice, change.Before), After: Probability(choice, change.After)))
                .ToList();
            if (each.Count == 0)
                return new(change.Name, 0, 0, 0, 0);
            return new(
                change.Name,
                each.Count,
                each.Average(one => one.Before),
                each.Average(one => one.After),
                each.Average(one => (change.Rises ? one.After > one.Before : one.After < one.Before) ? 1.0 : 0)
            );

            double Probability(Choice choice, Action<Profile> say)
            {
                var profile = choice.Profile.Clone();
                say(profile);
                var scores = new double[choice.Candidates.Length];
                model.Score(new(profile, choice.Person.StartFrom), choice.Candidates, scores, cancellation);
                ChoiceProbability.OfBest(scores, choice.Best(scores), scores);
                return choice
                    .Candidates.Index()
                    .Sum(candidate => candidate.Item.Cohort.Accreditation == change.Level ? scores[candidate.Index] : 0);
            }
        }
    }

    private static Action<Profile> Prefer(Accreditation level) => profile => profile.PreferredAccreditation = level;

    /// <param name="Name">What changes, and what should come of it.</param>
    /// <param name="Level">The level whose probability is compared.</param>
    /// <param name="Rises">Whether it should rise, or else fall.</param>
    /// <param name="Before">Says what is compared with.</param>
    /// <param name="After">Says the other thing.</param>
    private sealed record Change(string Name, Accreditation Level, bool Rises, Action<Profile> Before, Action<Profile> After);
}
