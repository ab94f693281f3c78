using Matcher.Scorer.Models;
using Matcher.Scorer.Training;

namespace Matcher.Benchmarks.Workloads;

/// <summary>What everybody is timed on: a model, and requests of one size.</summary>
/// <param name="Loaded">The model that ships.</param>
/// <param name="Choices">Who asks in each request, and what they are offered. There are several, so that no branch predictor learns one by
/// heart.</param>
/// <param name="Candidates">How many candidates each request has.</param>
internal sealed record Workload(LoadedModel Loaded, IReadOnlyList<Choice> Choices, int Candidates)
{
    public RankingModel Model => Loaded.Model;
}
