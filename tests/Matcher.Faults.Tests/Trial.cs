using System.Globalization;
using Matcher.EndToEnd.Tests;
using Xunit.Abstractions;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Matcher.Faults.Tests;

/// <summary>How long and how large trials are, and what they came to.</summary>
internal static class Trial
{
    /// <summary>The short form's number, or the long form's.</summary>
    public static T Of<T>(T quick, T @long) => LongForm.IsWanted ? @long : quick;

    /// <summary>Prints what a load came to.</summary>
    public static void Tell(this ITestOutputHelper output, string what, IReadOnlyCollection<Outcome> outcomes)
    {
        var answered = outcomes.Where(outcome => outcome.Status == 200).ToList();
        var refused = outcomes.Where(outcome => outcome.Status is 503 or 429).ToList();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {outcomes.Count} requests, {answered.Count} answered ({answered.Count(outcome => outcome.IsDegraded)} degraded; p50 {answered.P(50):0.0} ms, p99 {answered.P(99):0.0} ms), {refused.Count} refused (p99 {refused.P(99):0.0} ms), {outcomes.Count(outcome => outcome.IsFailure)} failed"
            )
        );
    }

    /// <summary>A percentile of the times that answers took, in milliseconds; 0 without answers.</summary>
    public static double P(this IReadOnlyCollection<Outcome> outcomes, double percent)
    {
        var times = outcomes.Select(outcome => outcome.Milliseconds).Order().ToList();
        return times.Count == 0 ? 0 : times[(int)Math.Min(times.Count - 1, times.Count * percent / 100)];
    }
}
