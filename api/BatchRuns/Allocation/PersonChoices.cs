using Matcher.Api.BatchRuns.Store;

namespace Matcher.Api.BatchRuns.Allocation;

/// <summary>What a person would choose if they were placed.</summary>
/// <param name="Row">Their row.</param>
/// <param name="Reference">The hub's own name for them.</param>
/// <param name="Priority">Who comes first; null: after everybody who has one.</param>
/// <param name="Joined">When they joined the list; null: not said.</param>
/// <param name="Eligible">How many cohorts they can take.</param>
/// <param name="Cohorts">The places in the run's catalogue of those that they would go to, the best first.</param>
internal sealed record PersonChoices(int Row, string Reference, int? Priority, DateOnly? Joined, int Eligible, ushort[] Cohorts)
{
    /// <summary>What their lot is drawn from; null, as an earlier version ranked them: their reference.</summary>
    public string? Lot { get; init; }

    /// <summary>How far each of the cohorts is, in miles; empty, as an earlier version ranked them: not known.</summary>
    public float[] DistanceMiles { get; init; } = [];

    /// <summary>Writes it to be packed.</summary>
    public static void Write(BinaryWriter writer, PersonChoices person)
    {
        writer.Write7BitEncodedInt(person.Row);
        writer.Write(person.Reference);
        writer.Write7BitEncodedInt(person.Priority ?? 0);
        writer.Write7BitEncodedInt(person.Joined?.DayNumber ?? 0);
        writer.Write7BitEncodedInt(person.Eligible);
        writer.Write7BitEncodedInt(person.Cohorts.Length);
        foreach (var cohort in person.Cohorts)
            writer.Write(cohort);
        writer.Write(person.Lot ?? person.Reference);
        writer.Write7BitEncodedInt(person.DistanceMiles.Length);
        foreach (var miles in person.DistanceMiles)
            writer.Write(miles);
    }

    /// <summary>Reads what was written.</summary>
    public static PersonChoices Read(BlobReader reader)
    {
        var (row, reference, priority, joined, eligible) = (
            reader.Read7BitEncodedInt(),
            reader.ReadString(),
            reader.Read7BitEncodedInt(),
            reader.Read7BitEncodedInt(),
            reader.Read7BitEncodedInt()
        );
        var cohorts = new ushort[reader.Read7BitEncodedInt()];
        for (var i = 0; i < cohorts.Length; i++)
            cohorts[i] = reader.ReadUInt16();
        return new(row, reference, priority == 0 ? null : priority, joined == 0 ? null : DateOnly.FromDayNumber(joined), eligible, cohorts)
        {
            Lot = reader.Form < BlobFormat.FirstFormWithReferences ? null : reader.ReadString(),
            DistanceMiles = reader.Form < BlobFormat.FirstFormWithDistances ? [] : ReadDistances(reader),
        };
    }

    private static float[] ReadDistances(BlobReader reader)
    {
        var miles = new float[reader.Read7BitEncodedInt()];
        for (var i = 0; i < miles.Length; i++)
            miles[i] = reader.ReadSingle();
        return miles;
    }
}
