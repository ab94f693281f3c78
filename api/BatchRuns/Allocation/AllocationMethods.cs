namespace Matcher.Api.BatchRuns.Allocation;

/// <summary>The ways to place people.</summary>
internal static class AllocationMethods
{
    /// <summary>All of them: those that can be asked for, and first come first served to compare with.</summary>
    public static IReadOnlyList<IAllocationMethod> All { get; } =
    [new PriorityAllocation(), new OptimalAllocation(), new FirstComeFirstServed()];

    /// <summary>The names of those that can be asked for, the usual one first.</summary>
    public static IReadOnlyList<string> Names { get; } = [All[0].Name, All[1].Name];

    /// <summary>How a method works, for those who are placed by it.</summary>
    public static string Explanation(string name) => All.Single(method => method.Name == name).Explanation;
}
