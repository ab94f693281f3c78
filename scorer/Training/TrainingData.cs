using Matcher.Protos;
using Matcher.Scorer.Features;
using Microsoft.ML.Data;

namespace Matcher.Scorer.Training;

/// <summary>Choices as ML.NET takes them: a row for each candidate, the rows of a chooser together.</summary>
internal static class TrainingData
{
    /// <summary>
    /// Candidates of a chooser that are learned from: the choice and a random sample of the others. Sampling alternatives evenly leaves a
    /// conditional logit's estimates consistent (McFadden, 1978).
    /// </summary>
    private const int MostCandidates = 30;

    /// <summary>The rows of all choosers, a group each.</summary>
    public static List<TrainingRow> Rows(IReadOnlyList<Chooser> choosers)
    {
        var rows = new List<TrainingRow>();
        foreach (var (index, chooser) in choosers.Index())
        {
            var profile = chooser.Request.ToMessage();
            foreach (var candidate in Sample(chooser))
            {
                var row = new TrainingRow { Label = candidate == chooser.Choice ? 1 : 0, Group = (uint)index + 1 };
                FeatureSchema.Write(profile, chooser.Today.ToMessage(), chooser.Candidates[candidate].ToMessage(), row.Features);
                rows.Add(row);
            }
        }
        return rows;
    }

    // The candidates are in random order already, so a stretch of them is a random sample. It starts such that the choice may fall anywhere in it.
    private static IEnumerable<int> Sample(Chooser chooser)
    {
        var count = chooser.Candidates.Length;
        if (count <= MostCandidates) return Enumerable.Range(0, count);
        var first = Math.Clamp(chooser.Choice - chooser.Choice % MostCandidates, 0, count - MostCandidates);
        return Enumerable.Range(first, MostCandidates);
    }
}

/// <summary>A candidate as a training example.</summary>
internal sealed class TrainingRow
{
    /// <summary>1 for the choice, 0 for the others.</summary>
    public float Label { get; init; }

    /// <summary>The chooser, from 1.</summary>
    [KeyType(uint.MaxValue - 1)]
    public uint Group { get; init; }

    /// <summary>The row of features.</summary>
    public float[] Features { get; } = new float[FeatureSchema.Count];
}
