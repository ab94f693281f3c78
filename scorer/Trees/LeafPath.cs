namespace Matcher.Scorer.Trees;

/// <summary>What all splits on the way to a leaf ask of one feature together.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="FirstBin">The first bin that leads to the leaf.</param>
/// <param name="LastBin">The last one; before the first when none does.</param>
/// <param name="Share">The share of training rows that these splits let through to the leaf, each counted among those that came to it.</param>
internal readonly record struct Condition(int Feature, int FirstBin, int LastBin, double Share)
{
    public bool Holds(int bin) => bin >= FirstBin && bin <= LastBin;
}

/// <summary>The way to a leaf: the row ends there whose features meet all conditions.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Leaf">The leaf in its tree.</param>
/// <param name="Value">What the leaf says.</param>
/// <param name="Conditions">One for each feature that is asked for on the way.</param>
internal sealed record LeafPath(int Tree, int Leaf, double Value, Condition[] Conditions)
{
    /// <summary>What the way asks of a feature; anything will do where it does not ask.</summary>
    public Condition On(int feature)
    {
        foreach (var condition in Conditions)
            if (condition.Feature == feature) return condition;
        return new(feature, 0, int.MaxValue, 1);
    }

    /// <summary>The ways to all leaves of a tree, from left to right, so that neighbours share most of their way.</summary>
    public static IReadOnlyList<LeafPath> Of(TreeEnsemble ensemble, int index, FeatureBins bins)
    {
        var tree = ensemble.Trees[index];
        var rows = new double[tree.Splits];
        var paths = new List<LeafPath>(tree.Leaves);
        Count(tree.Splits == 0 ? ~0 : 0);
        // Trees can be as deep as they have leaves, and the stack takes many more than they may have.
        Walk(tree.Splits == 0 ? ~0 : 0, []);
        return paths;

        double Count(int node) => node < 0 ? RowsOf(~node) : rows[node] = Count(tree.Left[node]) + Count(tree.Right[node]);

        // Where nothing was counted all leaves weigh the same.
        double RowsOf(int leaf) => tree.LeafRows.Length == 0 ? 1 : tree.LeafRows[leaf];

        void Walk(int node, Condition[] conditions)
        {
            if (node < 0)
            {
                paths.Add(new(index, ~node, tree.Values[~node], conditions));
                return;
            }
            var last = bins.LastLeft(tree.Features[node], tree.Thresholds[node]);
            Branch(tree.Left[node], 0, last);
            Branch(tree.Right[node], last + 1, int.MaxValue);

            void Branch(int child, int first, int to)
            {
                var feature = tree.Features[node];
                var share = (child < 0 ? RowsOf(~child) : rows[child]) / rows[node];
                var known = conditions.FirstOrDefault(condition => condition.Feature == feature, new(feature, 0, int.MaxValue, 1));
                Walk(child, [.. conditions.Where(condition => condition.Feature != feature), new(feature, Math.Max(known.FirstBin, first), Math.Min(known.LastBin, to), known.Share * share)]);
            }
        }
    }
}
