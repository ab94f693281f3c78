namespace Matcher.Data.Places;

/// <summary>The way from one position to another.</summary>
/// <param name="Miles">As the crow flies where no water lies between; otherwise around the water, or over the bridges, tunnels and ferries
/// that cross it.</param>
/// <param name="ByFerry">Whether part of the way is by ferry.</param>
public readonly record struct Way(double Miles, bool ByFerry);
