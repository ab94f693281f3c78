using Matcher.Scorer.Models;
using Matcher.Scorer.Trees;

namespace Matcher.Benchmarks.Workloads;

/// <summary>What of trees decides how long they take: how many, how deep, and how many features stand on the way to a leaf.</summary>
internal static class TreeShapes
{
    /// <summary>Tells the shape in lines.</summary>
    public static string Describe(TreePart trees)
    {
        var ensemble = trees.Ensemble;
        var leaves = ensemble.Trees.SelectMany(tree => Leaves(tree, tree.Splits == 0 ? ~0 : 0, [])).ToList();
        var counts = leaves.CountBy(way => way.Distinct().Count()).OrderBy(count => count.Key).Select(count => $"{count.Key}: {count.Value}");
        return $"""
            {ensemble.Trees.Count} trees, {leaves.Count} leaves, at most {ensemble.Trees.Max(tree => tree.Leaves)} a tree
            splits on the way to a leaf: {leaves.Average(way => way.Length):F1} on average, at most {leaves.Max(way => way.Length)}
            leaves by the number of different features on the way: {string.Join(", ", counts)}
            masks: {trees.Masks.Bytes} bytes a row, {trees.Masks.AllBytes / 1024:N0} KiB; tables: {trees.Tables.Bundles} bundles, {trees.Tables.UnbundledLeaves} leaves in none, {trees.Tables.Bytes / 1024:N0} KiB
            features that trees ask for: {trees.OfCohort.Length} of the cohort, {trees.OfPerson.Length} of the person, {trees.OfBoth.Length} of both
            """;
    }

    // The feature of each split on the way, for each leaf.
    private static IEnumerable<int[]> Leaves(DecisionTree tree, int child, int[] way) => child < 0
        ? [way]
        : Leaves(tree, tree.Left[child], [.. way, tree.Features[child]]).Concat(Leaves(tree, tree.Right[child], [.. way, tree.Features[child]]));
}
