using Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Features;

/// <summary>The factors that a score is explained by, as places in a row of contributions.</summary>
internal static class Factors
{
    /// <summary>How many there are: two vectors of eight numbers, a cache line.</summary>
    public const int Count = (int)Factor.Experience;

    /// <summary>All of them, in the order of a row.</summary>
    public static IReadOnlyList<Factor> All { get; } =
    [.. Enum.GetValues<Factor>().Where(factor => factor is not (Factor.Unspecified or Factor.OtherCohorts))];

    /// <summary>The index of a factor in a row.</summary>
    public static int Index(this Factor factor) => (int)factor - 1;
}
