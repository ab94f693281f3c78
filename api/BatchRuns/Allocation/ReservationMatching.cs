namespace Matcher.Api.BatchRuns.Allocation;

/// <summary>
/// Those who have not chosen yet, some of them reserved for the seats that begun cohorts still need: a bipartite matching, kept up by
/// augmenting paths. Who is reserved may change at any time; that enough can be is what counts.
/// </summary>
internal sealed class ReservationMatching
{
    private const int Nobody = -1;

    private readonly AllocationProblem problem;
    private readonly ulong[] accepts;
    private readonly int words;
    private readonly int[] reservedFor;
    private readonly List<int>[] reserved;
    private readonly int[][] acceptedBy;
    private readonly int[] free;
    private readonly bool[] gone;
    private readonly List<(int Person, int From, int To)> moves = [];

    // Of the search for a path: where each cohort was reached from, and by moving whom.
    private readonly int[] from;
    private readonly int[] by;
    private readonly Queue<int> queue = new();

    public ReservationMatching(AllocationProblem problem)
    {
        this.problem = problem;
        var (people, cohorts) = (problem.People.Count, problem.Offers.Count);
        words = (cohorts + 63) / 64;
        accepts = new ulong[people * words];
        (reservedFor, gone) = (new int[people], new bool[people]);
        (free, from, by) = (new int[cohorts], new int[cohorts], new int[cohorts]);
        reserved = [.. Enumerable.Range(0, cohorts).Select(_ => new List<int>())];
        Array.Fill(reservedFor, Nobody);
        foreach (var person in problem.People)
        {
            foreach (var cohort in person.Cohorts)
                free[cohort]++;
        }

        acceptedBy = [.. free.Select(count => new int[count])];
        var filled = new int[cohorts];
        for (var person = 0; person < people; person++)
        {
            foreach (var cohort in problem.People[person].Cohorts)
            {
                accepts[person * words + cohort / 64] |= 1UL << (cohort % 64);
                acceptedBy[cohort][filled[cohort]++] = person;
            }
        }
    }

    /// <summary>Lets a person go into a cohort, unless some minimum could not be met any more; then nothing changes.</summary>
    /// <param name="person">Whose turn it is.</param>
    /// <param name="cohort">Where they would go.</param>
    /// <param name="seats">How many more seats the cohort needs from others then; -1: they fill one that was needed.</param>
    /// <param name="isNew">Whether nobody is in it yet.</param>
    public bool TryLeave(int person, int cohort, int seats, bool isNew)
    {
        if (isNew && free[cohort] + reserved.Sum(list => list.Count) < seats)
            return false;
        moves.Clear();
        var held = reservedFor[person];
        Take(person);
        var isPossible = true;
        if (seats < 0 && held != cohort)
        {
            // One of those who were reserved for it is free for other seats.
            Move(reserved[cohort][^1], Nobody);
        }
        if (held != Nobody && !(seats < 0 && held == cohort))
            isPossible = Fill(held);
        for (var seat = 0; seat < seats && isPossible; seat++)
            isPossible = Fill(cohort);
        if (isPossible)
            return true;

        for (var i = moves.Count - 1; i >= 0; i--)
            Set(moves[i].Person, moves[i].From);
        gone[person] = false;
        CountFree(person, 1);
        Set(person, held);
        return false;
    }

    /// <summary>Lets a person go whom no cohort can take.</summary>
    public void LeaveWithoutPlace(int person) => Take(person);

    private void Take(int person)
    {
        Set(person, Nobody);
        CountFree(person, -1);
        gone[person] = true;
    }

    // Reserves a seat of a cohort for somebody, moving others from seat to seat if need be.
    private bool Fill(int cohort)
    {
        Array.Fill(from, Nobody);
        queue.Clear();
        queue.Enqueue(cohort);
        from[cohort] = cohort;
        while (queue.TryDequeue(out var at))
        {
            if (free[at] > 0)
            {
                Move(FreePerson(at), at);
                for (; at != cohort; at = from[at])
                    Move(by[at], from[at]);
                return true;
            }
            for (var other = 0; other < reserved.Length; other++)
            {
                if (from[other] != Nobody)
                    continue;
                foreach (var person in reserved[other])
                {
                    if (!Accepts(person, at))
                        continue;
                    (from[other], by[other]) = (at, person);
                    queue.Enqueue(other);
                    break;
                }
            }
        }
        return false;
    }

    // The last in order: people who come soon are more likely to want another cohort.
    private int FreePerson(int cohort)
    {
        var people = acceptedBy[cohort];
        for (var i = people.Length - 1; i >= 0; i--)
        {
            if (!gone[people[i]] && reservedFor[people[i]] == Nobody)
                return people[i];
        }

        throw new InvalidOperationException("Somebody is counted as free who is not.");
    }

    private void Move(int person, int to)
    {
        moves.Add((person, reservedFor[person], to));
        Set(person, to);
    }

    private void Set(int person, int to)
    {
        var at = reservedFor[person];
        if (at == to)
            return;
        if (at != Nobody)
            reserved[at].Remove(person);
        else
            CountFree(person, -1);
        if (to != Nobody)
            reserved[to].Add(person);
        else
            CountFree(person, 1);
        reservedFor[person] = to;
    }

    private void CountFree(int person, int change)
    {
        foreach (var cohort in problem.People[person].Cohorts)
            free[cohort] += change;
    }

    private bool Accepts(int person, int cohort) => (accepts[person * words + cohort / 64] >> (cohort % 64) & 1) != 0;
}
