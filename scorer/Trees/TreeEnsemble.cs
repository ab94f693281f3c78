using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Matcher.Scorer.Trees;

/// <summary>Trees that score together: the bias and what the leaf of each tree says, added up.</summary>
/// <param name="Bias">Finite.</param>
/// <param name="Trees">In the order in which they are added up.</param>
internal sealed record TreeEnsemble(double Bias, IReadOnlyList<DecisionTree> Trees)
{
    /// <summary>The most leaves of a tree.</summary>
    public const int MostLeaves = 1024;

    /// <summary>The most trees.</summary>
    public const int MostTrees = 10_000;

    /// <summary>Takes ML.NET's trees out of the transformer that its trainer or its loader gives.</summary>
    /// <param name="transformer">A FastTree regression.</param>
    /// <param name="featureCount">How many numbers a row has.</param>
    /// <exception cref="InvalidDataException">It holds something else, or trees that this program can't walk; the message says what.</exception>
    public static TreeEnsemble Of(ITransformer transformer, int featureCount)
    {
        if (Predictor(transformer) is not FastTreeRegressionModelParameters { TrainedTreeEnsemble: var ensemble })
            throw new InvalidDataException("The model's predictor is no FastTree regression, the only kind of trees that this program trains and serves. Train it with this program.");
        var trees = ensemble.Trees.Zip(ensemble.TreeWeights, (tree, weight) => Convert(tree, weight)).ToArray();
        if (!double.IsFinite(ensemble.Bias) || !Array.TrueForAll(trees, tree => tree.IsSound(featureCount)))
            throw new InvalidDataException($"The model has a tree that is damaged, or asks for a feature beyond the {featureCount} that there are. Train it again with this program.");
        if (trees.Length > MostTrees || Array.Exists(trees, tree => tree.Leaves > MostLeaves))
            throw new InvalidDataException($"The model has more than {MostTrees} trees, or one with more than {MostLeaves} leaves. Train fewer, or smaller ones.");
        return new(ensemble.Bias, trees);
    }

    /// <summary>The rows that were counted in each tree's leaves.</summary>
    public IReadOnlyList<int[]> LeafRows => [.. Trees.Select(tree => tree.LeafRows)];

    /// <summary>The sum, one tree after the other: the plain way, which every faster one is held against.</summary>
    public double Score(ReadOnlySpan<float> row)
    {
        var sum = Bias;
        foreach (var tree in Trees) sum += tree.Values[tree.LeafOf(row)];
        return sum;
    }

    /// <summary>The same trees with the rows counted that end in each leaf; a leaf in which none ends counts for one.</summary>
    /// <param name="rows">The training data, row after row.</param>
    /// <param name="featureCount">How many numbers a row has.</param>
    public TreeEnsemble CountRows(ReadOnlySpan<float> rows, int featureCount)
    {
        var counts = Trees.Select(tree => new int[tree.Leaves]).ToArray();
        for (var first = 0; first < rows.Length; first += featureCount)
            for (var i = 0; i < counts.Length; i++) counts[i][Trees[i].LeafOf(rows.Slice(first, featureCount))]++;
        return this with { Trees = [.. Trees.Zip(counts, (tree, count) => tree with { LeafRows = Array.ConvertAll(count, rows => Math.Max(1, rows)) })] };
    }

    private static object? Predictor(ITransformer transformer) => transformer switch
    {
        ISingleFeaturePredictionTransformer<object> prediction => prediction.Model,
        IEnumerable<ITransformer> chain => chain.Select(Predictor).LastOrDefault(),
        _ => null,
    };

    private static DecisionTree Convert(RegressionTree tree, double weight)
    {
        if (tree.CategoricalSplitFlags.Any(isCategorical => isCategorical))
            throw new InvalidDataException("The model has a tree that splits by categories, which this program neither trains nor serves. Train it without categorical splits.");
        return new([.. tree.NumericalSplitFeatureIndexes], [.. tree.NumericalSplitThresholds], [.. tree.LeftChild], [.. tree.RightChild], [.. tree.LeafValues.Select(value => value * weight)]);
    }
}
