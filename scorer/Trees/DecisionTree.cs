namespace Matcher.Scorer.Trees;

/// <summary>
/// One regression tree, whoever trained it: a row goes from split 0 to the left where its feature is at most the threshold, and to the right
/// otherwise, until it ends in a leaf. A child of 0 or more is a split; one below 0 is the leaf ~child. A tree with one leaf has no split.
/// </summary>
/// <param name="Features">The feature that each split asks for, as its place in a row.</param>
/// <param name="Thresholds">Finite.</param>
/// <param name="Left">Where rows go whose feature is at most the threshold.</param>
/// <param name="Right">Where the others go.</param>
/// <param name="Values">What each leaf says.</param>
internal sealed record DecisionTree(int[] Features, float[] Thresholds, int[] Left, int[] Right, double[] Values)
{
    /// <summary>How many rows of the training data ended in each leaf, none below 1: what a row weighs of which nothing is known. Empty until they were counted.</summary>
    public int[] LeafRows { get; init; } = [];

    /// <summary>How many splits.</summary>
    public int Splits => Features.Length;

    /// <summary>How many leaves.</summary>
    public int Leaves => Values.Length;

    /// <summary>The leaf in which a row of finite numbers ends.</summary>
    public int LeafOf(ReadOnlySpan<float> row)
    {
        var next = Splits == 0 ? ~0 : 0;
        while (next >= 0) next = row[Features[next]] <= Thresholds[next] ? Left[next] : Right[next];
        return ~next;
    }

    /// <summary>Whether it is a tree: every split and every leaf is reached exactly once, and all numbers are finite.</summary>
    public bool IsSound(int featureCount)
    {
        if (Leaves != Splits + 1 || Thresholds.Length != Splits || Left.Length != Splits || Right.Length != Splits) return false;
        if (!Array.TrueForAll(Features, feature => feature >= 0 && feature < featureCount) || !Array.TrueForAll(Thresholds, float.IsFinite) || !Array.TrueForAll(Values, double.IsFinite)) return false;

        // As many children as there are splits and leaves beside the root, none twice: whatever isn't reached from the root would be a cycle.
        var (splits, leaves) = (new bool[Splits], new bool[Leaves]);
        var open = new Stack<int>([Splits == 0 ? ~0 : 0]);
        var reached = 0;
        while (open.TryPop(out var next))
        {
            if (next >= Splits || ~next >= Leaves || (next >= 0 ? splits[next] : leaves[~next])) return false;
            reached++;
            if (next < 0)
            {
                leaves[~next] = true;
                continue;
            }
            splits[next] = true;
            open.Push(Right[next]);
            open.Push(Left[next]);
        }
        return reached == Splits + Leaves;
    }
}
