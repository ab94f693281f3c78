using System.Text.Json.Serialization;
using Matcher.Data.Text;

namespace Matcher.Data.Places;

/// <summary>A way over a water, or under it.</summary>
/// <param name="Name">For people.</param>
/// <param name="Kind">What carries people across.</param>
/// <param name="From">Its end on one bank.</param>
/// <param name="To">Its end on the other bank.</param>
public sealed record Crossing(string Name, CrossingKind Kind, Position From, Position To);

/// <summary>What carries people across a water.</summary>
[JsonConverter(typeof(EnumNameConverter<CrossingKind>))]
public enum CrossingKind
{
    /// <summary>A road bridge.</summary>
    Bridge,

    /// <summary>A road tunnel.</summary>
    Tunnel,

    /// <summary>A ferry that takes cars or, to an island without one, passengers.</summary>
    Ferry,
}
