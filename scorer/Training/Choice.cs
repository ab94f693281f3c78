using System.Collections.Concurrent;
using Matcher.Protos;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Simulation;
using Cohort = Matcher.Data.Domain.Cohort;

namespace Matcher.Scorer.Training;

/// <summary>One choice as the contract has it, whoever made it: what learning and measuring see.</summary>
/// <param name="Profile">What the request says.</param>
/// <param name="Today">The day, as days since 1970-01-01.</param>
/// <param name="Candidates">What was offered, in an order that tells nothing; at least one.</param>
/// <param name="Chosen">The index of the one they took.</param>
internal sealed record Choice(Profile Profile, int Today, Candidate[] Candidates, int Chosen)
{
    /// <summary>Whether nobody made it but a simulator.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>Who chose, and when.</summary>
    public PersonFacts Person => new(Profile, Today);

    /// <summary>
    /// The indexes of the choice and of a random sample of the others. Sampling alternatives evenly leaves a conditional logit's estimates
    /// consistent (McFadden, 1978).
    /// </summary>
    /// <param name="most">How many at most.</param>
    public IEnumerable<int> Sample(int most)
    {
        var count = Math.Min(most, Candidates.Length);
        // They are in random order already, so a stretch of them is a random sample. It starts such that the choice may fall anywhere in it.
        return Enumerable.Range(Math.Clamp(Chosen - Chosen % count, 0, Candidates.Length - count), count);
    }

    /// <summary>What a simulated chooser's request and choice look like to the scorer.</summary>
    /// <param name="chooser">Who chose.</param>
    /// <param name="cohorts">Messages made before, one a cohort: they are the same for everybody.</param>
    public static Choice Of(Chooser chooser, ConcurrentDictionary<Cohort, Protos.Scoring.V1.Cohort> cohorts) => new(
        chooser.Request.ToMessage(),
        chooser.Today.ToMessage(),
        [.. chooser.Alternatives.Select(alternative => alternative.For(chooser.Request).ToMessage(cohorts.GetOrAdd(alternative.Cohort, cohort => cohort.ToMessage())))],
        chooser.Choice)
    {
        IsSimulated = true,
    };

    /// <summary>The same of many.</summary>
    public static IReadOnlyList<Choice> Of(IReadOnlyList<Chooser> choosers)
    {
        var cohorts = new ConcurrentDictionary<Cohort, Protos.Scoring.V1.Cohort>(ReferenceEqualityComparer.Instance);
        return [.. choosers.Select(chooser => Of(chooser, cohorts))];
    }
}
