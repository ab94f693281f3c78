using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Scorer.Training;

/// <summary>One simulated choice.</summary>
/// <param name="Request">What the chooser's request says.</param>
/// <param name="Today">The day they choose.</param>
/// <param name="Candidates">What is eligible for that request.</param>
/// <param name="Probabilities">How likely they take each, by the simulator, with all that they know of themselves; 0 for what only the request allows.</param>
/// <param name="Choice">The index of the one they took.</param>
internal sealed record Chooser(Profile Request, DateOnly Today, Candidate[] Candidates, double[] Probabilities, int Choice);

/// <summary>Lets simulated people choose from a catalogue, over the days of one year.</summary>
internal sealed class Simulation(Catalogue catalogue, Population population, ChoiceModel choices)
{
    private const int DaysInYear = 364;
    private readonly DateOnly firstDay = catalogue.About.MovesFrom ?? catalogue.Cohorts.Min(cohort => cohort.StartsOn).AddDays(-DaysInYear);

    /// <summary>Draws choosers; somebody for whom nothing is eligible waits, and is not among them.</summary>
    /// <param name="count">How many people to draw.</param>
    /// <param name="seed">The same seed gives the same choosers, whatever the number of processors.</param>
    /// <param name="purpose">What the people are for.</param>
    /// <param name="drawn">Called after each person, from several threads.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public List<Chooser> Draw(int count, int seed, DrawPurpose purpose, Action drawn, CancellationToken cancellation) =>
        [.. Enumerable.Range(0, count).AsParallel().AsOrdered().WithCancellation(cancellation)
            .Select(index =>
            {
                var chooser = DrawOne(new Dice(seed, purpose, index));
                drawn();
                return chooser;
            })
            .OfType<Chooser>()];

    private Chooser? DrawOne(Dice dice)
    {
        var full = population.Draw(dice);
        var tastes = choices.DrawTastes(dice);
        var today = firstDay.AddDays(dice.Below(DaysInYear));
        var allowed = Candidates(full, today);
        if (allowed.Count == 0) return null;
        var probabilities = choices.Probabilities(full, tastes, allowed, today);
        var chosen = allowed[dice.Pick(probabilities)].Cohort;

        var request = Population.LeaveOut(full, dice);
        var candidates = Candidates(request, today).ToArray();
        // The order must not tell what was chosen.
        dice.Shuffle<Candidate>(candidates);
        var byCohort = allowed.Select((candidate, index) => (candidate.Cohort.Id, Probability: probabilities[index])).ToDictionary(pair => pair.Id, pair => pair.Probability);
        return new(
            request, today, candidates,
            [.. candidates.Select(candidate => byCohort.GetValueOrDefault(candidate.Cohort.Id))],
            Array.FindIndex(candidates, candidate => ReferenceEquals(candidate.Cohort, chosen)));
    }

    private List<Candidate> Candidates(Profile profile, DateOnly today)
    {
        var candidates = new List<Candidate>();
        foreach (var cohort in catalogue.Cohorts)
        {
            var candidate = Candidate.Of(profile, cohort);
            if (EligibilityRules.Check(profile, candidate, today).None) candidates.Add(candidate);
        }
        return candidates;
    }
}
