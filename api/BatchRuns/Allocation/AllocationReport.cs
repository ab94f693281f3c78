using Matcher.Api.BatchRuns.Store;

namespace Matcher.Api.BatchRuns.Allocation;

/// <summary>Where a person goes, and why nowhere better.</summary>
/// <param name="Row">Their row.</param>
/// <param name="Reference">The hub's own name for them.</param>
/// <param name="Cohort">The place of their cohort in the catalogue; -1: none.</param>
/// <param name="Rank">Its rank among the cohorts that they can take; 0: none.</param>
/// <param name="Choices">How many cohorts they would go to.</param>
/// <param name="Eligible">How many they can take; those beyond their choices are below their cut-off.</param>
/// <param name="Full">How many better ones (or all, without a place) are full.</param>
/// <param name="NotViable">How many better ones do not open.</param>
/// <param name="DistanceMiles">How far their cohort is; null: they have none, or an earlier version ranked them.</param>
internal sealed record PlacedPerson(
    int Row,
    string Reference,
    int Cohort,
    int Rank,
    int Choices,
    int Eligible,
    int Full,
    int NotViable,
    float? DistanceMiles
)
{
    public static void Write(BinaryWriter writer, PlacedPerson person)
    {
        writer.Write(person.Reference);
        foreach (
            var number in (ReadOnlySpan<int>)
                [person.Row, person.Cohort, person.Rank, person.Choices, person.Eligible, person.Full, person.NotViable]
        )
        {
            writer.Write(number);
        }

        writer.Write(person.DistanceMiles ?? float.NaN);
    }

    public static PlacedPerson Read(BlobReader reader)
    {
        var reference = reader.ReadString();
        return new(
            reader.ReadInt32(),
            reference,
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.Form < BlobFormat.FirstFormWithDistances ? null : Known(reader.ReadSingle())
        );
    }

    private static float? Known(float miles) => float.IsNaN(miles) ? null : miles;
}

/// <summary>What becomes of a cohort.</summary>
/// <param name="Capacity">How many of the list it can take.</param>
/// <param name="Needed">How many of the list it needs to run.</param>
/// <param name="Placed">How many it gets.</param>
/// <param name="MoreToOpen">How many more people it would take to open it, if those whom nothing else takes and who would go there all did;
/// 0 when it opens, or could.</param>
internal sealed record PlacedCohort(int Capacity, int Needed, int Placed, int MoreToOpen)
{
    /// <summary>Whether it runs: with those who are placed, or without anybody.</summary>
    public bool Opens => Needed <= Capacity && (Placed > 0 || Needed == 0);

    public static void Write(BinaryWriter writer, PlacedCohort cohort)
    {
        foreach (var number in (ReadOnlySpan<int>)[cohort.Capacity, cohort.Needed, cohort.Placed, cohort.MoreToOpen])
            writer.Write(number);
    }

    public static PlacedCohort Read(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
}

/// <summary>How a method does, in numbers that compare.</summary>
/// <param name="Method">The method.</param>
/// <param name="Placed">People who get a place.</param>
/// <param name="Opened">Cohorts that get people.</param>
/// <param name="FirstChoice">People who get their first choice.</param>
/// <param name="WorstRank">The lowest rank that anybody gets.</param>
/// <param name="TotalRank">The sum of the ranks.</param>
/// <param name="Goals">What the method sought as a whole, with what is proven; empty for one that seeks nothing as a whole.</param>
internal sealed record MethodSummary(string Method, int Placed, int Opened, int FirstChoice, int WorstRank, long TotalRank, string Goals)
{
    public static void Write(BinaryWriter writer, MethodSummary summary)
    {
        writer.Write(summary.Method);
        foreach (var number in (ReadOnlySpan<int>)[summary.Placed, summary.Opened, summary.FirstChoice, summary.WorstRank])
            writer.Write(number);
        writer.Write(summary.TotalRank);
        writer.Write(summary.Goals);
    }

    public static MethodSummary Read(BinaryReader reader) =>
        new(
            reader.ReadString(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt64(),
            reader.ReadString()
        );
}

/// <summary>What came of an allocation.</summary>
/// <param name="People">Everybody, in the order of the rows.</param>
/// <param name="Cohorts">Every cohort, in the catalogue's order.</param>
/// <param name="Methods">The method that was asked for first, then the others, and what is usual, to compare with.</param>
internal sealed record AllocationReport(
    IReadOnlyList<PlacedPerson> People,
    IReadOnlyList<PlacedCohort> Cohorts,
    IReadOnlyList<MethodSummary> Methods
)
{
    /// <summary>Tells what became of everybody.</summary>
    public static AllocationReport Of(AllocationProblem problem, Placement placement, IReadOnlyList<MethodSummary> methods)
    {
        var counts = placement.Counts(problem.Offers.Count);
        var waiting = new int[problem.Offers.Count];
        var people = new List<PlacedPerson>(problem.People.Count);
        for (var i = 0; i < problem.People.Count; i++)
        {
            var person = problem.People[i];
            var cohort = placement.CohortOf[i];
            var rank = cohort < 0 ? 0 : Array.IndexOf(person.Cohorts, (ushort)cohort) + 1;
            var better = person.Cohorts.AsSpan(0, cohort < 0 ? person.Cohorts.Length : rank - 1);
            var full = 0;
            foreach (var one in better)
            {
                if (counts[one] >= problem.Offers[one].Capacity || counts[one] > 0)
                    full++;
                if (cohort < 0)
                    waiting[one]++;
            }
            people.Add(
                new(
                    person.Row,
                    person.Reference,
                    cohort,
                    rank,
                    person.Cohorts.Length,
                    person.Eligible,
                    full,
                    better.Length - full,
                    Distance(person, rank)
                )
            );
        }
        var cohorts = problem
            .Offers.Index()
            .Select(offer => new PlacedCohort(
                offer.Item.Capacity,
                offer.Item.Needed,
                counts[offer.Index],
                counts[offer.Index] > 0 ? 0 : Math.Max(0, offer.Item.Needed - waiting[offer.Index])
            ));
        return new([.. people.OrderBy(person => person.Row)], [.. cohorts], methods);
    }

    private static float? Distance(PersonChoices person, int rank) =>
        rank > 0 && rank <= person.DistanceMiles.Length ? person.DistanceMiles[rank - 1] : null;

    /// <summary>Sums a placement up.</summary>
    public static MethodSummary Summarise(string method, AllocationProblem problem, Placement placement)
    {
        var ranks = placement
            .CohortOf.Index()
            .Where(place => place.Item >= 0)
            .Select(place => Array.IndexOf(problem.People[place.Index].Cohorts, (ushort)place.Item) + 1)
            .ToList();
        var goals = placement.Objectives.Select(goal =>
            goal.IsProven
                ? $"{goal.Name} {goal.Value} (proven)"
                : FormattableString.Invariant($"{goal.Name} {goal.Value} (bound {goal.Bound}, gap {goal.Gap:P1})")
        );
        return new(
            method,
            ranks.Count,
            placement.Counts(problem.Offers.Count).Count(count => count > 0),
            ranks.Count(rank => rank == 1),
            ranks.DefaultIfEmpty().Max(),
            ranks.Sum(rank => (long)rank),
            string.Join(", ", goals)
        );
    }

    /// <summary>Packs it.</summary>
    public byte[] Pack() =>
        BlobFormat.Pack(writer =>
        {
            WriteAll(writer, People, PlacedPerson.Write);
            WriteAll(writer, Cohorts, PlacedCohort.Write);
            WriteAll(writer, Methods, MethodSummary.Write);
        });

    /// <summary>Unpacks what was packed.</summary>
    public static AllocationReport Unpack(byte[] packed) =>
        BlobFormat.Unpack(
            packed,
            reader => new AllocationReport(
                ReadAll(reader, PlacedPerson.Read),
                ReadAll(reader, PlacedCohort.Read),
                ReadAll(reader, MethodSummary.Read)
            )
        );

    private static void WriteAll<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items)
            write(writer, item);
    }

    private static T[] ReadAll<T>(BlobReader reader, Func<BlobReader, T> read)
    {
        var items = new T[reader.ReadInt32()];
        for (var i = 0; i < items.Length; i++)
            items[i] = read(reader);
        return items;
    }
}
