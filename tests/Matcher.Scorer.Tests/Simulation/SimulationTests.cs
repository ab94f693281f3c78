using Matcher.Data.Domain;
using Matcher.Data.Text;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Tests.Simulation;

/// <summary>The simulator: who people are, how they choose, and what its oracle knows.</summary>
public sealed class SimulationTests(LoadedSimulator loaded) : IClassFixture<LoadedSimulator>
{
    private readonly Simulator simulator = loaded.Simulator;

    [Fact]
    public void The_same_seed_gives_the_same_choosers_and_another_purpose_others()
    {
        var choosers = simulator.Choosers(simulator.Base, ProfileCompleteness.Varied);
        string Told(DrawPurpose purpose) =>
            string.Join(
                '|',
                choosers
                    .Draw(20, purpose, default)
                    .Select(chooser => $"{chooser.Request} {chooser.Today} {chooser.Alternatives[chooser.Choice].Cohort.Id}")
            );
        Assert.Equal(Told(DrawPurpose.Test), Told(DrawPurpose.Test));
        Assert.NotEqual(Told(DrawPurpose.Test), Told(DrawPurpose.Training));
    }

    [Fact]
    public void People_have_the_published_sectors_and_seniorities_whatever_depends_on_what()
    {
        const int people = 4_000;
        var drawn = Enumerable
            .Range(0, people)
            .Select(index => simulator.Population.Draw(new Dice(1, DrawPurpose.Test, index), simulator.Sample.Providers))
            .ToList();
        void Matches<T>(string figure, Func<Profile, T?> of)
            where T : struct, Enum
        {
            foreach (var group in Enum.GetValues<T>())
            {
                var published = simulator.Figures.Share(figure, EnumNames.Of(group));
                var fourErrors = 4 * Math.Sqrt(published * (1 - published) / people);
                Assert.InRange(
                    (double)drawn.Count(person => of(person).Equals(group)) / people,
                    published - fourErrors,
                    published + fourErrors
                );
            }
        }
        Matches<Sector>("sector", person => person.Sector);
        Matches<Seniority>("seniority", person => person.Experience.Seniority);
    }

    [Fact]
    public void Seniority_depends_on_the_sector_and_time_on_seniority()
    {
        var drawn = Enumerable
            .Range(0, 4_000)
            .Select(index => simulator.Population.Draw(new Dice(1, DrawPurpose.Test, index), simulator.Sample.Providers))
            .ToList();
        double Senior(Func<Profile, bool> those) =>
            drawn.Where(those).Average(person => person.Experience.Seniority is Seniority.Senior ? 1.0 : 0);
        double Hours(Func<Profile, bool> those) => drawn.Where(those).Average(person => person.Availability.StudyHoursPerWeek!.Value);
        Assert.True(Senior(person => person.Sector is Sector.Special) > Senior(person => person.Sector is Sector.Secondary) + 0.05);
        Assert.True(
            Hours(person => person.Experience.Seniority is Seniority.Middle)
                > Hours(person => person.Experience.Seniority is Seniority.Senior) + 0.3
        );
    }

    [Fact]
    public void What_a_provider_says_of_itself_is_worth_nothing_to_who_neither_knows_it_nor_asked_for_its_kind()
    {
        var (catalogue, relabelled) = (
            simulator.Sample,
            RandomCatalogue.Relabel(simulator.Sample, new Dice(5, DrawPurpose.Relabelling, 0))
        );
        Assert.NotEqual(catalogue.Providers, relabelled.Providers);
        var (before, after) = (Choose(catalogue), Choose(relabelled));
        var untouched = before.Zip(after).Where(pair => pair.First.Person.Preferences.ProviderType is null).ToList();
        Assert.All(untouched, pair => Assert.Equal(pair.First.Probabilities, pair.Second.Probabilities));
        Assert.InRange(untouched.Count, before.Count / 2, before.Count - 1);
        // Who asked for a kind does not see past the label.
        Assert.Contains(before.Zip(after), pair => !pair.First.Probabilities.SequenceEqual(pair.Second.Probabilities));
        List<Chooser> Choose(Catalogue from) =>
            simulator.Choosers(simulator.Base, ProfileCompleteness.Full, [from]).Draw(300, DrawPurpose.Test, default);
    }

    [Theory]
    [InlineData(nameof(ProfileCompleteness.Varied))]
    [InlineData(nameof(ProfileCompleteness.Sparse))]
    public void What_the_oracle_expects_of_requests_is_what_their_senders_do(string completeness)
    {
        // By the law of total expectation: over many people, probabilities given the request come to those given everything.
        var senders = simulator.Choosers(simulator.Base, Enum.Parse<ProfileCompleteness>(completeness));
        var choosers = senders.Draw(400, DrawPurpose.Test, default);
        var oracle = new Oracle(senders, draws: 200);
        var expected = choosers.ConvertAll(chooser =>
            chooser with
            {
                Probabilities = oracle.Probabilities(chooser, DrawPurpose.OracleValue),
            }
        );
        Assert.All(expected, chooser => Assert.Equal(1, chooser.Probabilities.Sum(), 9));
        static double Near(List<Chooser> people) =>
            people.Average(chooser =>
                chooser.Alternatives.Index().Sum(each => each.Item.Miles < 30 ? chooser.Probabilities[each.Index] : 0)
            );
        static double Level6(List<Chooser> people) =>
            people.Average(chooser =>
                chooser
                    .Alternatives.Index()
                    .Sum(each => each.Item.Cohort.Course.Accreditation is Accreditation.Level6 ? chooser.Probabilities[each.Index] : 0)
            );
        Assert.InRange(Near(expected) - Near(choosers), -0.05, 0.05);
        Assert.InRange(Level6(expected) - Level6(choosers), -0.05, 0.05);
    }

    [Fact]
    public void Who_says_everything_leaves_only_tastes_to_average_over()
    {
        var person = simulator.Population.Draw(new Dice(3, DrawPurpose.Test, 0), simulator.Sample.Providers);
        var again = simulator.Population.Complete(person, new Dice(4, DrawPurpose.Test, 0), out var likelihood);
        Assert.Equivalent(person, again);
        Assert.InRange(likelihood, double.Epsilon, 1);
    }

    [Fact]
    public void Other_families_choose_otherwise()
    {
        double Shared(ChoiceModel family)
        {
            var (mine, theirs) = (
                simulator.Choosers(simulator.Base, ProfileCompleteness.Full).Draw(60, DrawPurpose.Test, default),
                simulator.Choosers(family, ProfileCompleteness.Full).Draw(60, DrawPurpose.Test, default)
            );
            return mine.Zip(theirs)
                .Average(pair =>
                    pair.First.Alternatives.Index()
                        .Sum(each =>
                            Math.Min(
                                pair.First.Probabilities[each.Index],
                                pair.Second.Probabilities[
                                    Array.FindIndex(pair.Second.Alternatives, other => other.Cohort == each.Item.Cohort)
                                ]
                            )
                        )
                );
        }
        Assert.Equal(6, simulator.Others.Count);
        Assert.All(simulator.Others.Concat(simulator.Foreign), family => Assert.True(Shared(family) < 0.97));
    }
}
