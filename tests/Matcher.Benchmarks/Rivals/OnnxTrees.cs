using Matcher.Scorer.Trees;

namespace Matcher.Benchmarks.Rivals;

/// <summary>
/// Writes trees as an ONNX model of one TreeEnsembleRegressor (domain ai.onnx.ml), field by field as onnx.proto numbers them. A tree's nodes
/// are its splits and after them its leaves.
/// </summary>
internal static class OnnxTrees
{
    /// <summary>The name of the rows: 32-bit floats, rows × features.</summary>
    public const string Input = "rows";

    /// <summary>The name of the scores: 32-bit floats, rows × 1.</summary>
    public const string Output = "scores";

    private const string Domain = "ai.onnx.ml";
    private const int DomainVersion = 3;
    private const int FormatVersion = 8;
    private const int Float32 = 1;

    /// <summary>Writes the model.</summary>
    /// <param name="ensemble">The trees.</param>
    /// <param name="featureCount">How many numbers a row has.</param>
    public static byte[] Write(TreeEnsemble ensemble, int featureCount) => OnnxMessage.Of(model => model
        .Number(1, FormatVersion)
        .Message(7, graph => graph
            .Message(1, node => Regressor(node, ensemble))
            .Text(2, "trees")
            .Message(11, input => Tensor(input, Input, featureCount))
            .Message(12, output => Tensor(output, Output, 1)))
        .Message(8, operators => operators.Text(1, Domain).Number(2, DomainVersion)));

    private static OnnxMessage Tensor(OnnxMessage value, string name, int columns) => value
        .Text(1, name)
        .Message(2, type => type.Message(1, tensor => tensor
            .Number(1, Float32)
            .Message(2, shape => shape.Message(1, rows => rows.Text(2, "count")).Message(1, width => width.Number(1, columns)))));

    private static OnnxMessage Regressor(OnnxMessage node, TreeEnsemble ensemble)
    {
        var nodes = ensemble.Trees.SelectMany(Nodes).ToList();
        var leaves = nodes.Where(each => each.IsLeaf).ToList();
        return node
            .Text(1, Input)
            .Text(2, Output)
            .Text(4, "TreeEnsembleRegressor")
            .Text(7, Domain)
            .Attribute("aggregate_function", "SUM")
            .Attribute("base_values", [(float)ensemble.Bias])
            .Attribute("n_targets", 1)
            .Attribute("nodes_treeids", nodes.Select(each => each.Tree))
            .Attribute("nodes_nodeids", nodes.Select(each => each.Id))
            .Attribute("nodes_modes", nodes.Select(each => each.IsLeaf ? "LEAF" : "BRANCH_LEQ"))
            .Attribute("nodes_featureids", nodes.Select(each => each.Feature))
            .Attribute("nodes_values", nodes.Select(each => each.IsLeaf ? 0 : each.Value))
            .Attribute("nodes_truenodeids", nodes.Select(each => each.Left))
            .Attribute("nodes_falsenodeids", nodes.Select(each => each.Right))
            .Attribute("target_treeids", leaves.Select(each => each.Tree))
            .Attribute("target_nodeids", leaves.Select(each => each.Id))
            .Attribute("target_ids", leaves.Select(_ => 0))
            .Attribute("target_weights", leaves.Select(each => each.Value));
    }

    private static IEnumerable<Node> Nodes(DecisionTree tree, int index)
    {
        int Id(int child) => child >= 0 ? child : tree.Splits + ~child;
        for (var i = 0; i < tree.Splits; i++) yield return new(index, i, false, tree.Features[i], tree.Thresholds[i], Id(tree.Left[i]), Id(tree.Right[i]));
        for (var i = 0; i < tree.Leaves; i++) yield return new(index, tree.Splits + i, true, 0, (float)tree.Values[i], 0, 0);
    }

    /// <summary>A node as the regressor's lists have it: a split with its threshold, or a leaf with what it says.</summary>
    private readonly record struct Node(int Tree, int Id, bool IsLeaf, int Feature, float Value, int Left, int Right);
}
