using System.Buffers;
using Matcher.Scorer.Features;
using Matcher.Scorer.Trees;

namespace Matcher.Scorer.Models;

/// <summary>The trees of a model as serving needs them, with the features sorted by what they belong to.</summary>
internal sealed class TreePart
{
    private readonly FeatureBins bins;
    private readonly int[] asked;
    private readonly FeatureOfBoth[] valuesOfBoth;

    /// <summary>Prepares trees.</summary>
    /// <exception cref="InvalidDataException">They would take too much memory.</exception>
    public TreePart(TreeEnsemble ensemble)
    {
        Ensemble = ensemble;
        bins = new(ensemble, FeatureSchema.Count);
        Masks = new(ensemble, bins);
        Tables = new(ensemble, bins, [.. FeatureSchema.Features.Select(feature => feature.Factor.Index())]);
        asked = [.. Enumerable.Range(0, FeatureSchema.Count).Where(feature => bins.Count(feature) > 1)];
        OfCohort = Array.FindAll(asked, feature => FeatureSchema.Features[feature].OfCohort is not null);
        OfPerson = Array.FindAll(asked, feature => FeatureSchema.Features[feature].OfPerson is not null);
        OfBoth = Array.FindAll(asked, feature => FeatureSchema.Features[feature].OfBoth is not null);
        valuesOfBoth = Array.ConvertAll(OfBoth, feature => FeatureSchema.Features[feature].OfBoth!);
    }

    /// <summary>The trees themselves.</summary>
    public TreeEnsemble Ensemble { get; }

    /// <summary>Scores.</summary>
    public LeafMasks Masks { get; }

    /// <summary>Explains.</summary>
    public ShapleyTables Tables { get; }

    /// <summary>The features that trees ask for and a cohort alone decides.</summary>
    public int[] OfCohort { get; }

    /// <summary>Those that a person alone decides.</summary>
    public int[] OfPerson { get; }

    /// <summary>Those that take both.</summary>
    public int[] OfBoth { get; }

    /// <summary>Puts a cohort's features in.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="reached">Its masks; written.</param>
    /// <param name="cells">Its codes; written.</param>
    /// <param name="row">The bin of every feature; the cohort's are written.</param>
    public void ResolveCohort(CohortFacts cohort, Span<byte> reached, Span<ushort> cells, Span<int> row)
    {
        Start(reached, cells);
        foreach (var feature in OfCohort) Join(feature, FeatureSchema.Features[feature].OfCohort!(cohort), reached, cells, row);
    }

    /// <summary>Puts a person's features in, likewise, and those of both that don't concern the person. Without room for codes none are written: who only scores needs none.</summary>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="reached">Their masks; written.</param>
    /// <param name="cells">Their codes; written.</param>
    /// <param name="row">The bin of every feature; the person's are written.</param>
    /// <param name="concerning">The places in <see cref="OfBoth"/> of those that do concern them; written.</param>
    /// <returns>How many do.</returns>
    public int ResolvePerson(in PersonFacts person, Span<byte> reached, Span<ushort> cells, Span<int> row, Span<int> concerning)
    {
        Start(reached, cells);
        foreach (var feature in OfPerson) Join(feature, FeatureSchema.Features[feature].OfPerson!(person), reached, cells, row);
        var count = 0;
        for (var place = 0; place < OfBoth.Length; place++)
        {
            if (valuesOfBoth[place].Concerns(person)) concerning[count++] = place;
            else Join(OfBoth[place], valuesOfBoth[place].Otherwise, reached, cells, row);
        }
        return count;
    }

    /// <summary>The bin of a feature that takes both.</summary>
    /// <param name="place">Its place in <see cref="OfBoth"/>.</param>
    /// <param name="person">The person, whom it concerns.</param>
    /// <param name="cohort">The cohort.</param>
    public int BinOfBoth(int place, in PersonFacts person, CohortFacts cohort) => bins.Of(OfBoth[place], valuesOfBoth[place].Value(person, cohort));

    /// <summary>What the trees say of a row of features, whoever it belongs to.</summary>
    /// <param name="row"><see cref="FeatureSchema.Count"/> numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public double Score(ReadOnlySpan<float> row) => Explain(row, []);

    /// <summary>The same, and what each factor contributes to it.</summary>
    /// <param name="row"><see cref="FeatureSchema.Count"/> numbers.</param>
    /// <param name="contributions"><see cref="Factors.Count"/> numbers, which sum to the score less <see cref="ShapleyTables.BaseScore"/>; written. Empty: not asked.</param>
    public double Explain(ReadOnlySpan<float> row, Span<float> contributions)
    {
        Span<int> places = stackalloc int[asked.Length];
        Span<int> binsOfRow = stackalloc int[FeatureSchema.Count];
        for (var i = 0; i < asked.Length; i++) places[i] = Masks.First(asked[i], binsOfRow[asked[i]] = bins.Of(asked[i], row[asked[i]]));
        if (!contributions.IsEmpty)
        {
            Span<int> codes = stackalloc int[asked.Length];
            for (var i = 0; i < asked.Length; i++) codes[i] = Tables.First(asked[i], binsOfRow[asked[i]]);
            Tables.Explain(Tables.NoCodes, Tables.NoCodes, codes, binsOfRow, contributions);
        }
        Span<double> score = stackalloc double[1];
        var room = ArrayPool<byte>.Shared.Rent(LeafMasks.Rows * Masks.Bytes);
        Masks.Score(Masks.Leaves, [0], Masks.Leaves, places, room, score);
        ArrayPool<byte>.Shared.Return(room);
        return score[0];
    }

    private void Start(Span<byte> reached, Span<ushort> cells)
    {
        Masks.Leaves.CopyTo(reached);
        cells.Clear();
    }

    private void Join(int feature, float value, Span<byte> reached, Span<ushort> cells, Span<int> row)
    {
        var bin = bins.Of(feature, value);
        Masks.Join(Masks.First(feature, bin), reached);
        if (!cells.IsEmpty) Tables.Join(Tables.First(feature, bin), cells);
        row[feature] = bin;
    }
}
