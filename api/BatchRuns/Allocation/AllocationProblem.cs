using System.Security.Cryptography;
using System.Text;
using Matcher.Data.Domain;

namespace Matcher.Api.BatchRuns.Allocation;

/// <summary>What a cohort offers a waiting list.</summary>
/// <param name="Capacity">How many of the list it can take: the places that are left.</param>
/// <param name="Needed">How many of the list it needs to run, beside those who are enrolled; 0 when it runs anyway. Never more than
/// <paramref name="Capacity"/>, unless it can't run at all.</param>
internal readonly record struct CohortOffer(int Capacity, int Needed)
{
    /// <summary>The offer of a cohort of the catalogue.</summary>
    public static CohortOffer Of(Cohort cohort) =>
        new(cohort.PlacesLeft, Math.Max(0, cohort.MinimumViable - (cohort.Places - cohort.PlacesLeft)));

    /// <summary>Whether a number of people can be placed in it: none, or enough, and not too many.</summary>
    public bool Takes(int placed) => placed == 0 || (placed >= Needed && placed <= Capacity);
}

/// <summary>Who is to be placed, and in what.</summary>
internal sealed class AllocationProblem
{
    /// <summary>
    /// Puts people in priority order: the priority, then the date they joined, then a lottery; never the order of the rows.
    /// </summary>
    /// <param name="people">Everybody, with the cohorts that they would go to.</param>
    /// <param name="offers">What each cohort of the catalogue offers.</param>
    /// <param name="seed">What the lottery is drawn with.</param>
    public AllocationProblem(IEnumerable<PersonChoices> people, IReadOnlyList<CohortOffer> offers, int seed)
    {
        People =
        [
            .. people
                .OrderBy(person => person.Priority ?? int.MaxValue)
                .ThenBy(person => person.Joined ?? DateOnly.MaxValue)
                .ThenBy(person => Lot(person.Lot ?? person.Reference, seed), StringComparer.Ordinal)
                .ThenBy(person => person.Row),
        ];
        (Offers, Seed) = (offers, seed);
    }

    /// <summary>Everybody, the first in order first.</summary>
    public IReadOnlyList<PersonChoices> People { get; }

    /// <summary>What each cohort offers, by its place in the catalogue.</summary>
    public IReadOnlyList<CohortOffer> Offers { get; }

    /// <summary>What the lottery is drawn with.</summary>
    public int Seed { get; }

    /// <summary>A person's lot: from the seed and their reference, or their row's content, alone.</summary>
    public static string Lot(string of, int seed) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{of}")));
}

/// <summary>How far a goal was reached.</summary>
/// <param name="Name">The goal.</param>
/// <param name="Value">What was reached.</param>
/// <param name="Bound">What can't be surpassed, given what was reached of the goals before.</param>
internal sealed record Objective(string Name, long Value, long Bound)
{
    /// <summary>Whether it is certain that nothing better is possible.</summary>
    public bool IsProven => Value == Bound;

    /// <summary>How much better it might still be, as a share of what was reached; 0 when it is proven.</summary>
    public double Gap => Value == Bound ? 0 : Math.Abs(Value - Bound) / (double)Math.Max(1, Math.Abs(Value));
}

/// <summary>Who goes where.</summary>
/// <param name="CohortOf">For each person of the problem the place of their cohort; -1: none.</param>
/// <param name="Objectives">What was sought and reached, the most important first; none for a method that seeks nothing as a whole.</param>
internal sealed record Placement(int[] CohortOf, IReadOnlyList<Objective> Objectives)
{
    /// <summary>How many people each cohort gets.</summary>
    public int[] Counts(int cohorts)
    {
        var counts = new int[cohorts];
        foreach (var cohort in CohortOf)
        {
            if (cohort >= 0)
                counts[cohort]++;
        }

        return counts;
    }
}

/// <summary>A way to place people. The same problem always has the same placement.</summary>
internal interface IAllocationMethod
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>How it works, in a paragraph for those who are placed by it.</summary>
    string Explanation { get; }

    /// <summary>
    /// Places people: each cohort gets nobody, or as many as it needs and no more than it takes; nobody goes where they did not choose.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    Placement Place(AllocationProblem problem, CancellationToken cancellation);
}
