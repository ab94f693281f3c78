namespace Matcher.Scorer.Evaluation;

/// <summary>The places, from 1, that an item shares with those that rank alike.</summary>
internal readonly record struct SharedRank(int First, int Last)
{
    /// <summary>The places of one item.</summary>
    public static SharedRank Of(double[] rank, int item)
    {
        var above = rank.Count(other => other > rank[item]);
        return new(above + 1, above + rank.Count(other => other == rank[item]));
    }

    /// <summary>The mean of something over the places.</summary>
    public double Mean(Func<int, double> of)
    {
        var sum = 0.0;
        for (var at = First; at <= Last; at++)
            sum += of(at);
        return sum / (Last - First + 1);
    }

    /// <summary>What the first few items are worth together, in expectation over the orders of those that rank alike.</summary>
    /// <param name="rank">The larger, the higher.</param>
    /// <param name="values">What each is worth.</param>
    /// <param name="count">How many come first.</param>
    public static double Expected(double[] rank, double[] values, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < rank.Length; i++)
            sum += values[i] * Of(rank, i).Mean(at => at <= count ? 1 : 0);
        return sum;
    }
}
