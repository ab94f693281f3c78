using System.Collections.Concurrent;
using Matcher.Protos;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Simulation;
using Cohort = Matcher.Data.Domain.Cohort;

namespace Matcher.Scorer.Training;

/// <summary>
/// One choice as the contract has it, simulated or recorded: what learning and measuring see. A course is chosen, through whichever of its
/// cohorts is best for the person; which of a course's cohorts was taken teaches nothing.
/// </summary>
internal sealed class Choice
{
    /// <summary>Takes note of a choice.</summary>
    /// <param name="profile">What the request says.</param>
    /// <param name="today">The day, as days since 1970-01-01.</param>
    /// <param name="candidates">What was offered, in an order that tells nothing; at least one.</param>
    /// <param name="chosen">The index of the one they took.</param>
    public Choice(Profile profile, int today, Candidate[] candidates, int chosen)
    {
        (Profile, Today, Candidates, Chosen, Courses) = (profile, today, candidates, chosen, new int[candidates.Length]);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < candidates.Length; i++)
        {
            var id = candidates[i].Cohort.CourseId;
            if (id.Length > 0 && known.TryGetValue(id, out Courses[i]))
                continue;
            Courses[i] = CourseCount++;
            if (id.Length > 0)
                known.Add(id, Courses[i]);
        }
    }

    /// <summary>What the request says.</summary>
    public Profile Profile { get; }

    /// <summary>The providers of all that was offered, with an index from 0 each, in the order in which they first come up.</summary>
    public static Dictionary<string, int> Providers(IEnumerable<Choice> choices)
    {
        var providers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var candidate in choices.SelectMany(choice => choice.Candidates))
            providers.TryAdd(candidate.Cohort.ProviderId, providers.Count);
        return providers;
    }

    /// <summary>The day, as days since 1970-01-01.</summary>
    public int Today { get; }

    /// <summary>What was offered, in an order that tells nothing.</summary>
    public Candidate[] Candidates { get; }

    /// <summary>The index of the one they took.</summary>
    public int Chosen { get; }

    /// <summary>
    /// For each candidate the index of its course, from 0, in the order in which courses first come up. A cohort that names no course is
    /// one of its own.
    /// </summary>
    public int[] Courses { get; }

    /// <summary>How many courses there are.</summary>
    public int CourseCount { get; }

    /// <summary>The index of the course they took.</summary>
    public int ChosenCourse => Courses[Chosen];

    /// <summary>
    /// For each candidate the position at which its course was shown, from 1, or 0 where it is not known; null: of none it is.
    /// </summary>
    public int[]? Positions { get; init; }

    /// <summary>
    /// Whether it is known that everything among the candidates was shown to the person: only what was shown was refused.
    /// </summary>
    public bool SaysWhatWasShown { get; init; }

    /// <summary>Whether nobody made it but a simulator.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>Who chose, and when.</summary>
    public PersonFacts Person => new(Profile, Today + Alternative.ApplicationDays);

    /// <summary>For each course the index of its best candidate.</summary>
    /// <param name="scores">A finite log-utility for each candidate.</param>
    public int[] Best(ReadOnlySpan<double> scores)
    {
        var best = new int[CourseCount];
        ChoiceProbability.FindBest(scores, Courses, best);
        return best;
    }

    /// <summary>For each course the score of its best candidate.</summary>
    /// <param name="scores">A finite log-utility for each candidate.</param>
    public double[] BestScores(double[] scores) => Array.ConvertAll(Best(scores), candidate => scores[candidate]);

    /// <summary>
    /// The indexes of the chosen course and of a random sample of the others. Sampling alternatives evenly leaves a conditional logit's
    /// estimates consistent (McFadden, 1978).
    /// </summary>
    /// <param name="most">How many at most.</param>
    public IEnumerable<int> SampleCourses(int most)
    {
        var count = Math.Min(most, CourseCount);
        // They are in random order already, so a stretch of them is a random sample. It starts such that the choice may fall anywhere in
        // it.
        return Enumerable.Range(Math.Clamp(ChosenCourse - ChosenCourse % count, 0, CourseCount - count), count);
    }

    /// <summary>What a simulated chooser's request and choice look like to the scorer.</summary>
    /// <param name="chooser">Who chose.</param>
    /// <param name="cohorts">Messages made before, one a cohort: they are the same for everybody.</param>
    public static Choice Of(Chooser chooser, ConcurrentDictionary<Cohort, Protos.Scoring.V1.Cohort> cohorts) =>
        new(
            chooser.Request.ToMessage(),
            chooser.Today.ToMessage(),
            [
                .. chooser.Alternatives.Select(alternative =>
                    alternative.For(chooser.Request).ToMessage(cohorts.GetOrAdd(alternative.Cohort, cohort => cohort.ToMessage()))
                ),
            ],
            chooser.Choice
        )
        {
            IsSimulated = true,
            SaysWhatWasShown = true,
        };

    /// <summary>The same of many.</summary>
    public static IReadOnlyList<Choice> Of(IReadOnlyList<Chooser> choosers)
    {
        var cohorts = new ConcurrentDictionary<Cohort, Protos.Scoring.V1.Cohort>(ReferenceEqualityComparer.Instance);
        return [.. choosers.Select(chooser => Of(chooser, cohorts))];
    }
}
