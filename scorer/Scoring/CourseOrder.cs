using System.Buffers;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Scoring;

/// <summary>
/// The order in which courses are shown, each through its best candidate. It follows the choice probability, and keeps what no probability
/// promises: a course never comes before one that is nearer and as good in everything that the person said (<see cref="SaidFacts"/>); one that
/// starts before an application can be signed is never first; and for somebody who is not open to travel, one that is farther than 50 miles is
/// not first while there is one of the wanted level within 30, nor one that is more than 60 miles farther than what is nearest. Courses that are about as probable take turns, so that first places follow probability
/// instead of all going to whichever is a hair's breadth ahead: each draws a lot from its own id and its distance, so one request always
/// has one order, and people in different places have different ones. Allocates nothing.
/// </summary>
internal static class CourseOrder
{
    /// <summary>How much farther than the nearest course the wanted level may be and still come first for who is not open to travel, in miles. Chosen.</summary>
    public const double FarthestLead = 60;

    // Nor does what is this far come first for them while a course of the wanted level, or of any if they want none in particular, is so near. Chosen.
    private const double FarMiles = 50;
    private const double NearMiles = 30;

    // About as probable: within two points, and within a seventh of the more probable one, which matters where there are many courses.
    private const double NearTie = 0.02;
    private const double NearTieShare = 0.85;

    /// <summary>Orders the first courses.</summary>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="cohorts">What the candidates are of.</param>
    /// <param name="candidates">All of the person's candidates.</param>
    /// <param name="best">For each course of the cohorts the index of its best candidate, or -1 where there is none.</param>
    /// <param name="probabilities">The choice probability of each candidate.</param>
    /// <param name="ranking">As many courses as are to be ordered: the index of the best candidate of each is written, the first course first.</param>
    /// <returns>How many were written: all courses when there are fewer.</returns>
    public static int Rank(
        in PersonFacts person, CohortSet cohorts, ReadOnlySpan<SeenCohort> candidates, ReadOnlySpan<int> best, ReadOnlySpan<double> probabilities, Span<int> ranking)
    {
        var pooledFacts = ArrayPool<SaidFacts>.Shared.Rent(best.Length);
        var pooledNumbers = ArrayPool<double>.Shared.Rent(best.Length);
        try
        {
            var count = 0;
            var facts = pooledFacts.AsSpan(0, best.Length);
            foreach (var candidate in best)
                if (candidate >= 0) facts[count++] = SaidFacts.Of(person, cohorts, candidates[candidate], candidate, probabilities[candidate]);
            facts = facts[..count];
            // Only nearer courses can come before others by right, so they are looked at first.
            facts.Sort(static (one, other) => one.DistanceMiles.CompareTo(other.DistanceMiles) is not 0 and var order ? order : one.Candidate.CompareTo(other.Candidate));
            var unplaced = pooledNumbers.AsSpan(0, count);
            for (var i = 0; i < count; i++) unplaced[i] = facts[i].Probability;
            var places = Math.Min(ranking.Length, count);
            for (var place = 0; place < places; place++)
            {
                var next = Next(facts, unplaced, place == 0 ? FirstRule.Of(person, facts) : FirstRule.None);
                ranking[place] = facts[next].Candidate;
                unplaced[next] = double.NegativeInfinity;
            }
            return places;
        }
        finally
        {
            ArrayPool<SaidFacts>.Shared.Return(pooledFacts);
            ArrayPool<double>.Shared.Return(pooledNumbers);
        }
    }

    // The most probable that may come next, or one that is about as probable and drew a better lot.
    private static int Next(ReadOnlySpan<SaidFacts> facts, ReadOnlySpan<double> unplaced, in FirstRule rule)
    {
        var most = MostProbable(facts, unplaced, rule);
        var least = Math.Max(unplaced[most] - NearTie, unplaced[most] * NearTieShare);
        var next = most;
        for (var i = 0; i < facts.Length; i++)
        {
            if (i == most || unplaced[i] < least || unplaced[i] > unplaced[most]) continue;
            if (facts[i].Lot < facts[next].Lot && !rule.Bars(facts[i]) && !IsBehindAnother(i, facts, unplaced)) next = i;
        }
        return next;
    }

    // From the most probable downwards until one may come next: the nearest of all that no rule bars always may.
    private static int MostProbable(ReadOnlySpan<SaidFacts> facts, ReadOnlySpan<double> unplaced, in FirstRule rule)
    {
        var (bound, boundIndex) = (double.PositiveInfinity, -1);
        while (true)
        {
            var next = -1;
            for (var i = 0; i < facts.Length; i++)
            {
                if (double.IsNegativeInfinity(unplaced[i]) || unplaced[i] > bound || (unplaced[i] == bound && i <= boundIndex)) continue;
                if (next < 0 || unplaced[i] > unplaced[next]) next = i;
            }
            if (next < 0) throw new InvalidOperationException("Every course waits for another, which can't be.");
            if (!rule.Bars(facts[next]) && !IsBehindAnother(next, facts, unplaced)) return next;
            (bound, boundIndex) = (unplaced[next], next);
        }
    }

    private static bool IsBehindAnother(int course, ReadOnlySpan<SaidFacts> facts, ReadOnlySpan<double> unplaced)
    {
        for (var i = 0; i < course; i++)
            if (!double.IsNegativeInfinity(unplaced[i]) && facts[i].ComesBefore(facts[course])) return true;
        return false;
    }

    /// <summary>What keeps a course from the first place alone.</summary>
    private readonly record struct FirstRule(bool MustBeSigned, double MostMiles)
    {
        public static FirstRule None => new(false, double.PositiveInfinity);

        public static FirstRule Of(in PersonFacts person, ReadOnlySpan<SaidFacts> facts)
        {
            var (anySigned, nearest, nearestWanted) = (false, double.PositiveInfinity, double.PositiveInfinity);
            foreach (var course in facts) anySigned |= course.CanBeSigned;
            foreach (var course in facts)
            {
                if (course.CanBeSigned != anySigned) continue;
                nearest = Math.Min(nearest, course.DistanceMiles);
                if (course.IsOfWantedLevel) nearestWanted = Math.Min(nearestWanted, course.DistanceMiles);
            }
            if (person.IsOpenToTravel) return new(anySigned, double.PositiveInfinity);
            return new(anySigned, Math.Min(nearestWanted <= NearMiles ? FarMiles : double.PositiveInfinity, nearest + FarthestLead));
        }

        public bool Bars(in SaidFacts course) => (MustBeSigned && !course.CanBeSigned) || course.DistanceMiles > MostMiles;
    }
}
