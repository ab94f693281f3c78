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

    /// <summary>Measures every change, on people to whom courses of the level and others are open.</summary>
    public static IReadOnlyList<EffectRow> Measure(Simulator simulator, RankingModel model, int people, CancellationToken cancellation)
    {
        var choices = Choice.Of(
            simulator.Choosers(simulator.Base, ProfileCompleteness.Varied).Draw(people, DrawPurpose.Test, cancellation)
        );
        return
        [
            Effect(
                "fewer study hours (5 to half an hour) raise non-accredited",
                Accreditation.NonAccredited,
                rises: true,
                profile => profile.StudyHoursPerWeek = ManyHours,
                profile => profile.StudyHoursPerWeek = FewHours
            ),
            Effect(
                "rusty academic writing (from some) lowers Level 7",
                Accreditation.Level7,
                rises: false,
                profile => profile.AcademicWriting = AcademicWriting.Some,
                profile => profile.AcademicWriting = AcademicWriting.Rusty
            ),
            Effect(
                "preferring non-accredited (from no preference) raises it",
                Accreditation.NonAccredited,
                rises: true,
                Prefer(Accreditation.Unspecified),
                Prefer(Accreditation.NonAccredited)
            ),
            Effect(
                "preferring Level 6 raises it",
                Accreditation.Level6,
                rises: true,
                Prefer(Accreditation.Unspecified),
                Prefer(Accreditation.Level6)
            ),
            Effect(
                "preferring Level 7 raises it",
                Accreditation.Level7,
                rises: true,
                Prefer(Accreditation.Unspecified),
                Prefer(Accreditation.Level7)
            ),
        ];

        EffectRow Effect(string change, Accreditation level, bool rises, Action<Profile> before, Action<Profile> after)
        {
            var each = choices
                .Where(choice => choice.Candidates.Select(candidate => candidate.Cohort.Accreditation == level).Distinct().Count() == 2)
                .Select(choice => (Before: Probability(choice, before), After: Probability(choice, after)))
                .ToList();
            if (each.Count == 0)
                return new(change, 0, 0, 0, 0);
            return new(
                change,
                each.Count,
                each.Average(one => one.Before),
                each.Average(one => one.After),
                each.Average(one => (rises ? one.After > one.Before : one.After < one.Before) ? 1.0 : 0)
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
                    .Sum(candidate => candidate.Item.Cohort.Accreditation == level ? scores[candidate.Index] : 0);
            }
        }
    }

    private static Action<Profile> Prefer(Accreditation level) => profile => profile.PreferredAccreditation = level;
}
