using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;

namespace Matcher.Benchmarks.Rivals;

/// <summary>
/// Candidates as rows of all terms' values, worked out before a request comes: more than a service could have, as they depend on who asks.
/// </summary>
internal static class Rows
{
    /// <summary>For each request, a row for each candidate.</summary>
    public static float[][][] Of(Workload work) =>
        [
            .. work.Choices.Select(choice =>
                Array.ConvertAll(
                    choice.Candidates,
                    candidate =>
                    {
                        var row = new float[TermSchema.Count];
                        TermSchema.Write(choice.Person, CandidateFacts.Of(candidate), row);
                        return row;
                    }
                )
            ),
        ];
}
