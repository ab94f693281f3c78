using System.Globalization;
using System.Text;
using Matcher.Scorer.Trees;

namespace Matcher.Benchmarks.LightGbm;

/// <summary>
/// Writes trees as LightGBM's model text, version 4. It takes children as they are here: 0 or more is a split, below 0 the leaf ~child; and so
/// the rule at a split, left where the feature is at most the threshold. Numbers are written so that they read back as the same ones.
/// </summary>
internal static class LightGbmText
{
    // No category, no default side and no missing values: every number is compared as it is.
    private const string PlainDecision = "0";

    /// <summary>Writes the model. The bias is a last tree of one leaf.</summary>
    /// <param name="ensemble">With the rows of each leaf counted: contributions weigh by them.</param>
    /// <param name="featureCount">How many numbers a row has.</param>
    public static string Write(TreeEnsemble ensemble, int featureCount)
    {
        var text = new StringBuilder();
        Line(text, "tree");
        Line(text, "version", "v4");
        Line(text, "num_class", "1");
        Line(text, "num_tree_per_iteration", "1");
        Line(text, "label_index", "0");
        Line(text, "max_feature_idx", Number(featureCount - 1));
        Line(text, "feature_names", Join(Enumerable.Range(0, featureCount), feature => $"f{feature}"));
        Line(text, "feature_infos", Join(Enumerable.Range(0, featureCount), _ => "[-inf:inf]"));
        Line(text, "");
        foreach (var (index, tree) in ensemble.Trees.Append(new([], [], [], [], [ensemble.Bias]) { LeafRows = [1] }).Index()) Write(text, index, tree);
        Line(text, "end of trees");
        return text.ToString();
    }

    private static void Write(StringBuilder text, int index, DecisionTree tree)
    {
        Line(text, "Tree", Number(index));
        Line(text, "num_leaves", Number(tree.Leaves));
        Line(text, "num_cat", "0");
        Line(text, "split_feature", Join(tree.Features, Number));
        Line(text, "threshold", Join(tree.Thresholds, threshold => Number(threshold)));
        Line(text, "decision_type", Join(tree.Features, _ => PlainDecision));
        Line(text, "left_child", Join(tree.Left, Number));
        Line(text, "right_child", Join(tree.Right, Number));
        Line(text, "leaf_value", Join(tree.Values, Number));
        Line(text, "leaf_count", Join(tree.LeafRows, Number));
        Line(text, "internal_count", Join(RowsOfSplits(tree), Number));
        Line(text, "is_linear", "0");
        Line(text, "shrinkage", "1");
        Line(text, "");
    }

    private static int[] RowsOfSplits(DecisionTree tree)
    {
        var rows = new int[tree.Splits];
        if (tree.Splits > 0) Sum(0);
        return rows;

        int Sum(int child) => child < 0 ? tree.LeafRows[~child] : rows[child] = Sum(tree.Left[child]) + Sum(tree.Right[child]);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    // 17 digits are enough for any double to read back as itself.
    private static string Number(double value) => value.ToString("G17", CultureInfo.InvariantCulture);

    private static string Join<T>(IEnumerable<T> values, Func<T, string> write) => string.Join(' ', values.Select(write));

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static void Line(StringBuilder text, string key, string value) => Line(text, $"{key}={value}");
}
