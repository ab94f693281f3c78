namespace Matcher.Benchmarks.Workloads;

/// <summary>Whose trees are timed.</summary>
public enum BenchmarkModel
{
    /// <summary>The model that ships: 100 trees of 8 leaves.</summary>
    Shipped,

    /// <summary>200 trees of 31 leaves, learned from simulated choices here: what a far larger model would cost.</summary>
    Trees200x31,
}
