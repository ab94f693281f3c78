using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Scorer.Simulation;

/// <summary>Lets simulated people choose from catalogues, over the days of one year.</summary>
/// <param name="Population">Who they are.</param>
/// <param name="ChoiceModel">How they choose.</param>
/// <param name="Catalogues">What they choose from: the first person from the first, the next from the next, and round again.</param>
/// <param name="ProfileCompleteness">What they put into their requests.</param>
/// <param name="Seed">The same seed gives the same choosers, whatever the number of processors.</param>
internal sealed record Choosers(
    Population Population,
    ChoiceModel ChoiceModel,
    IReadOnlyList<Catalogue> Catalogues,
    ProfileCompleteness ProfileCompleteness,
    int Seed
)
{
    private const int DaysInYear = 364;

    /// <summary>The first of the days on which people choose from a catalogue.</summary>
    public static DateOnly FirstDay(Catalogue catalogue) => catalogue.About.MovesFrom ?? catalogue.Cohorts.Min(cohort => cohort.StartsOn);

    /// <summary>Draws choosers until there are enough; somebody for whom nothing is eligible waits, and is not among them.</summary>
    /// <param name="count">How many are enough. Fewer come back only where hardly anybody finds anything eligible.</param>
    /// <param name="purpose">What the people are for.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <param name="first">The number of the first person; those who follow count on from it.</param>
    public List<Chooser> Draw(int count, DrawPurpose purpose, CancellationToken cancellation, int first = 0)
    {
        const int mostTries = 20;
        var choosers = new List<Chooser>(count);
        for (var (next, tries) = (first, 0); choosers.Count < count && tries < mostTries; tries++)
        {
            var missing = count - choosers.Count;
            choosers.AddRange(
                Enumerable
                    .Range(next, missing)
                    .AsParallel()
                    .AsOrdered()
                    .WithCancellation(cancellation)
                    .Select(index => DrawOne(index, new Dice(Seed, purpose, index)))
                    .OfType<Chooser>()
            );
            next += missing;
        }
        return choosers;
    }

    private Chooser? DrawOne(int index, Dice dice)
    {
        var catalogue = Catalogues[index % Catalogues.Count];
        var person = Population.Draw(dice, catalogue.Providers);
        var today = FirstDay(catalogue).AddDays(dice.Below(DaysInYear));
        var request = Requests.Of(person, ProfileCompleteness, dice);
        var courses = new Dictionary<Course, int>(ReferenceEqualityComparer.Instance);
        var alternatives = new List<Alternative>();
        foreach (var cohort in catalogue.Cohorts)
        {
            if (cohort.StartsOn < today)
                continue;
            var alternative = new Alternative(cohort, courses.GetValueOrDefault(cohort.Course, courses.Count), person.Home.Position, today);
            if (!EligibilityRules.Check(request, alternative.For(request), today).None)
                continue;
            courses.TryAdd(cohort.Course, courses.Count);
            alternatives.Add(alternative);
        }
        var offered = alternatives.ToArray();
        // The order must not tell what was chosen.
        dice.Shuffle<Alternative>(offered);
        var probabilities = new double[offered.Length];
        if (!ChoiceModel.TryChoose(person, today, offered, dice, probabilities))
            return null;
        return new(index, request, today, offered, probabilities, dice.Pick(probabilities), person);
    }
}
