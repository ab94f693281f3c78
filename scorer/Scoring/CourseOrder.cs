using System.Buffers;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Scoring;

/// <summary>
/// The order in which courses are shown, each through its best candidate. It follows the choice probability, and keeps what no probability
/// promises: a course never comes before one that is nearer and as good in everything that the person said (<see cref="StatedFacts"/>); one
/// that starts before an application can be signed is never first; and for somebody who is not open to travel, one that is farther than 50
/// miles is not first while there is one of the wanted level within 30, nor one that is more than 60 miles farther than what is nearest.
/// Courses that are about as probable take turns, so that first places follow probability instead of all going to whichever is a hair's
/// breadth ahead: each draws a lot from its own id and its distance, so one request always has one order, and people in different places
/// have different ones. Allocates nothing.
/// </summary>
internal static class CourseOrder
{
    /// <summary>
    /// How much farther than the nearest course the wanted level may be and still come first for who is not open to travel, in miles.
    /// Chosen.
    /// </summary>
    public const double FarthestLead = 60;

    // Nor does what is this far come first for them while a course of the wanted level, or of any if they want none in particular, is so
    // near. Chosen.
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
    /// <param name="ranking">As many courses as are to be ordered: the index of the best candidate of each is written, the first course
    /// first.</param>
    /// <returns>How many were written: all courses when there are fewer.</returns>
    public static int Rank(
        in PersonFacts person,
        CompiledCohorts cohorts,
        ReadOnlySpan<CandidateRef> candidates,
        ReadOnlySpan<int> best,
        ReadOnlySpan<double> probabilities,
        Span<int> ranking
    )
    {
        var pooledFacts = ArrayPool<StatedFacts>.Shared.Rent(best.Length);
        var pooledKeys = ArrayPool<double>.Shared.Rent(best.Length);
        var pooledIndexes = ArrayPool<int>.Shared.Rent(2 * best.Length);
        var pooledFlags = ArrayPool<bool>.Shared.Rent(best.Length);
        try
        {
            var count = 0;
            var facts = pooledFacts.AsSpan(0, best.Length);
            foreach (var candidate in best)
            {
                if (candidate >= 0)
                    facts[count++] = StatedFacts.Of(person, cohorts, candidates[candidate], candidate, probabilities[candidate]);
            }

            facts = facts[..count];
            // Only nearer courses can come before others by right, so they are looked at first.
            facts.Sort(
                static (one, other) =>
                    one.DistanceMiles.CompareTo(other.DistanceMiles) is not 0 and var order
                        ? order
                        : one.Candidate.CompareTo(other.Candidate)
            );
            var keys = pooledKeys.AsSpan(0, count);
            var placed = pooledFlags.AsSpan(0, count);
            var waiting = pooledIndexes.AsSpan(0, count);
            var searched = pooledIndexes.AsSpan(best.Length, count);
            for (var i = 0; i < count; i++)
                (keys[i], waiting[i], searched[i], placed[i]) = (-facts[i].Probability, i, 0, false);
            keys.Sort(waiting);
            var places = Math.Min(ranking.Length, count);
            for (var place = 0; place < places; place++)
            {
                var line = new Line(facts, waiting, searched, placed, place == 0 ? FirstRule.Of(person, facts) : FirstRule.None);
                var next = line.Next();
                ranking[place] = facts[waiting[next]].Candidate;
                placed[waiting[next]] = true;
                waiting[(next + 1)..].CopyTo(waiting[next..]);
                waiting = waiting[..^1];
            }
            return places;
        }
        finally
        {
            ArrayPool<StatedFacts>.Shared.Return(pooledFacts);
            ArrayPool<double>.Shared.Return(pooledKeys);
            ArrayPool<int>.Shared.Return(pooledIndexes);
            ArrayPool<bool>.Shared.Return(pooledFlags);
        }
    }

    /// <summary>The courses that wait for their place.</summary>
    private readonly ref struct Line(
        ReadOnlySpan<StatedFacts> facts,
        ReadOnlySpan<int> waiting,
        Span<int> searched,
        ReadOnlySpan<bool> placed,
        FirstRule rule
    )
    {
        // All courses, the nearest first.
        private readonly ReadOnlySpan<StatedFacts> facts = facts;

        // Indexes of those without a place, the most probable first.
        private readonly ReadOnlySpan<int> waiting = waiting;

        // Up to which index no course comes before each by right any more: what has a place keeps it, so no pair is looked at twice.
        private readonly Span<int> searched = searched;
        private readonly ReadOnlySpan<bool> placed = placed;

        /// <summary>
        /// The position in the line of the most probable that may come next, or of one that is about as probable and drew a better lot.
        /// </summary>
        public int Next()
        {
            // The nearest of all that no rule bars always may, so this ends.
            var most = 0;
            while (!MayComeNext(waiting[most]))
                most++;
            var probability = facts[waiting[most]].Probability;
            var least = Math.Max(probability - NearTie, probability * NearTieShare);
            var next = most;
            for (var i = most + 1; i < waiting.Length && facts[waiting[i]].Probability >= least; i++)
            {
                if (facts[waiting[i]].Lot < facts[waiting[next]].Lot && MayComeNext(waiting[i]))
                    next = i;
            }

            return next;
        }

        private bool MayComeNext(int course)
        {
            if (rule.Bars(facts[course]))
                return false;
            for (ref var i = ref searched[course]; i < course; i++)
            {
                if (!placed[i] && facts[i].ComesBefore(facts[course]))
                    return false;
            }

            return true;
        }
    }

    /// <summary>What keeps a course from the first place alone.</summary>
    private readonly record struct FirstRule(bool MustBeSigned, double MostMiles)
    {
        public static FirstRule None => new(false, double.PositiveInfinity);

        public static FirstRule Of(in PersonFacts person, ReadOnlySpan<StatedFacts> facts)
        {
            var (anySigned, nearest, nearestWanted) = (false, double.PositiveInfinity, double.PositiveInfinity);
            foreach (var course in facts)
                anySigned |= course.CanBeSigned;
            foreach (var course in facts)
            {
                if (course.CanBeSigned != anySigned)
                    continue;
                nearest = Math.Min(nearest, course.DistanceMiles);
                if (course.IsOfWantedLevel)
                    nearestWanted = Math.Min(nearestWanted, course.DistanceMiles);
            }
            if (person.IsOpenToTravel)
                return new(anySigned, double.PositiveInfinity);
            return new(anySigned, Math.Min(nearestWanted <= NearMiles ? FarMiles : double.PositiveInfinity, nearest + FarthestLead));
        }

        public bool Bars(in StatedFacts course) => (MustBeSigned && !course.CanBeSigned) || course.DistanceMiles > MostMiles;
    }
}
