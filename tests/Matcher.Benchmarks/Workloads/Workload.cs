using Matcher.Scorer.Trees;
using Microsoft.ML;

namespace Matcher.Benchmarks.Workloads;

/// <summary>What everybody is timed on: trees, and requests of one size.</summary>
/// <param name="Trees">The trees, with the rows of each leaf counted.</param>
/// <param name="Transformer">The same trees as ML.NET has them.</param>
/// <param name="Requests">The rows of each request, one after the other. There are several, so that no branch predictor learns one by heart.</param>
/// <param name="Candidates">How many rows each request has.</param>
internal sealed record Workload(TreeEnsemble Trees, ITransformer Transformer, float[][] Requests, int Candidates);
