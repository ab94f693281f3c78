using Matcher.Scorer.Models;
using Matcher.Scorer.Training;
using Matcher.Scorer.Trees;
using Microsoft.ML;

namespace Matcher.Benchmarks.Workloads;

/// <summary>What everybody is timed on: trees, and requests of one size.</summary>
/// <param name="Trees">The trees, with the rows of each leaf counted.</param>
/// <param name="Prepared">The same trees as the scorer prepares them.</param>
/// <param name="Transformer">The same trees as ML.NET has them.</param>
/// <param name="Requests">The rows of each request, one after the other. There are several, so that no branch predictor learns one by heart.</param>
/// <param name="Choices">Who asks in each request, and what they are offered: what the rows are made of.</param>
/// <param name="Candidates">How many rows each request has.</param>
internal sealed record Workload(TreeEnsemble Trees, TreePart Prepared, ITransformer Transformer, float[][] Requests, IReadOnlyList<Choice> Choices, int Candidates);
