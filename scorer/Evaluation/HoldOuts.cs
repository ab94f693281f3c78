using Matcher.Data.Domain;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// How a ranker does on what it has not seen: by learning again without it, or on catalogues and families that training never had.
/// </summary>
internal sealed class HoldOuts(Simulator simulator, EvaluationScale scale, CancellationToken cancellation)
{
    private const int CataloguesOfASize = 4;
    private const int ProbitDraws = 3;
    private const int Families = 6;
    private const double UnseenShare = 0.3;
    private static readonly string[] Providers = ["specialist-south-east", "specialist-national", "university-london"];
    private static readonly string[] HeldOutRegions = ["London", "North East", "South West"];
    private static readonly int[] Sizes = [14, 40, 150, 500];
    private List<TestPerson>? everybody;
    private readonly ModelTraining training = new(scale.Choosers, simulator.Seed);

    /// <summary>How many rows <see cref="Measure"/> gives.</summary>
    public static int Count => Providers.Length + HeldOutRegions.Length + 1 + Sizes.Length + Families;

    /// <summary>Measures them one by one.</summary>
    public IEnumerable<HoldOutRow> Measure(RankingModel model)
    {
        foreach (var provider in Providers)
        {
            // On the people to whom it matters: those who would choose the unseen provider with some probability.
            yield return Row(
                $"provider {provider}, on people who may choose it",
                LearnWithout(cohort => cohort.Course.Provider.Id == provider),
                Test().Where(person => Wants(person, provider))
            );
        }
        foreach (var region in HeldOutRegions)
        {
            var learned = Learn(keep: chooser => RegionOf(chooser) != region);
            yield return Row($"region {region}", learned, Test(chooser => RegionOf(chooser) == region));
        }
        var dice = new Dice(simulator.Seed, DrawPurpose.TestCatalogue, -1);
        var unseen = simulator.Sample.Courses.Where(_ => dice.Chance(UnseenShare)).ToHashSet();
        yield return Row(
            $"{unseen.Count} of {simulator.Sample.Courses.Count} courses",
            LearnWithout(cohort => unseen.Contains(cohort.Course)),
            Test()
        );
        foreach (var size in Sizes)
        {
            yield return Row(
                $"catalogues of {size} cohorts",
                model,
                People(
                    simulator.Choosers(
                        simulator.Base,
                        ProfileCompleteness.Varied,
                        simulator.Catalogues(CataloguesOfASize, DrawPurpose.TestCatalogue, size)
                    ),
                    scale.Draws
                )
            );
        }

        foreach (var family in simulator.Others)
        {
            yield return Row(
                $"family {family.Name}",
                model,
                People(
                    simulator.Choosers(family, ProfileCompleteness.Varied),
                    family.Rule is ChoiceRule.NestedProbit ? scale.Draws * ProbitDraws : scale.Draws
                )
            );
        }
    }

    private HoldOutRow Row(string name, RankingModel model, IEnumerable<TestPerson> people)
    {
        var list = people.ToList();
        if (list.Count == 0)
            return new(name, 0, 0, 0, 0);
        var (first, firstThree, oracle) = Agreement.Shares(Ranker.Of(name, model), list, cancellation);
        return new(name, list.Count, oracle, first, firstThree);
    }

    private RankingModel LearnWithout(Func<Cohort, bool> heldOut) =>
        Learn(sample: simulator.Sample with { Cohorts = [.. simulator.Sample.Cohorts.Where(cohort => !heldOut(cohort))] });

    private RankingModel Learn(Func<Chooser, bool>? keep = null, Catalogue? sample = null)
    {
        var (choices, validation) = training.Draw(simulator, cancellation, keep, sample);
        return Learner.Learn(choices, validation, cancellation).Model;
    }

    private List<TestPerson> Test() =>
        everybody ??= TestPerson.Draw(
            simulator.Choosers(simulator.Base, ProfileCompleteness.Varied),
            scale.People,
            scale.Draws,
            cancellation
        );

    // Of a part of England there are few among so many.
    private List<TestPerson> Test(Func<Chooser, bool> keep) =>
        TestPerson.Draw(simulator.Choosers(simulator.Base, ProfileCompleteness.Varied), scale.People * 4, scale.Draws, cancellation, keep);

    private List<TestPerson> People(Choosers choosers, int draws) => TestPerson.Draw(choosers, scale.People / 2, draws, cancellation);

    private static bool Wants(TestPerson person, string provider)
    {
        const double somewhat = 0.1;
        return Enumerable
                .Range(0, person.CourseCount)
                .Where(course => person.ProviderId(course) == provider)
                .Sum(course => person.OracleScores[course]) > somewhat;
    }

    private string RegionOf(Chooser chooser) => simulator.RegionOf(chooser.Request.Home);
}
