using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Microsoft.Extensions.ObjectPool;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Matcher.Scorer.Models;

/// <summary>
/// A ranker: score = confidence × (the terms' weighted sum + what the trees say). Without trees it is a conditional logit. Immutable, for
/// any number of callers at once.
/// </summary>
internal sealed class RankingModel
{
    private readonly double[] weights;
    private readonly Confidence confidence;
    private readonly ObjectPool<TreeEvaluator>? trees;

    /// <summary>Puts a ranker together.</summary>
    /// <param name="weights">One for each of <see cref="TermSchema.Terms"/>.</param>
    /// <param name="trees">The trees; null for a conditional logit.</param>
    /// <param name="confidence">The factor on the scores.</param>
    public RankingModel(double[] weights, ITransformer? trees, Confidence confidence)
        : this(weights, trees is null ? null : new DefaultObjectPool<TreeEvaluator>(new TreeEvaluatorPolicy(trees)), confidence)
    {
    }

    private RankingModel(double[] weights, ObjectPool<TreeEvaluator>? trees, Confidence confidence) =>
        (this.weights, this.trees, this.confidence) = (weights, trees, confidence);

    /// <summary>The weights of the terms, in their order.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>The same trees with other weights and confidence.</summary>
    public RankingModel With(double[] otherWeights, Confidence otherConfidence) => new(otherWeights, trees, otherConfidence);

    /// <summary>The same model without its trees.</summary>
    public RankingModel WithoutTrees(Confidence otherConfidence) => new(weights, (ObjectPool<TreeEvaluator>?)null, otherConfidence);

    /// <summary>Scores candidates as log-utilities.</summary>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="candidates">Within the bounds of the contract.</param>
    /// <param name="scores">One number for each candidate; written.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public void Score(in PersonFacts person, IReadOnlyList<Candidate> candidates, Span<double> scores, CancellationToken cancellation)
    {
        const int candidatesBetweenCancellationChecks = 256;
        var factor = confidence.Of(person);
        Span<float> terms = stackalloc float[TermSchema.Count];
        var evaluator = trees?.Get();
        try
        {
            for (var i = 0; i < candidates.Count; i++)
            {
                if (i % candidatesBetweenCancellationChecks == 0) cancellation.ThrowIfCancellationRequested();
                TermSchema.Write(person, candidates[i], terms);
                scores[i] = factor * (Sum(terms) + (evaluator?.Score(person, candidates[i]) ?? 0));
            }
        }
        finally
        {
            if (evaluator is not null) trees!.Return(evaluator);
        }
    }

    /// <summary>The shape in which ML.NET takes a row of features.</summary>
    public static SchemaDefinition RowSchema<TRow>()
    {
        var schema = SchemaDefinition.Create(typeof(TRow));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, FeatureSchema.Count);
        return schema;
    }

    // One after the other, never reordered: that a better fact never lowers a sum holds in floating point for a fixed order.
    private double Sum(ReadOnlySpan<float> terms)
    {
        var sum = 0.0;
        for (var i = 0; i < terms.Length; i++) sum += weights[i] * terms[i];
        return sum;
    }

    private sealed class Row
    {
        public float[] Features { get; init; } = new float[FeatureSchema.Count];
    }

    private sealed class RawScore
    {
        public float Score { get; set; }
    }

    /// <summary>ML.NET's engine is for one caller at a time, and so is its row.</summary>
    private sealed class TreeEvaluator(PredictionEngine<Row, RawScore> engine)
    {
        private readonly Row row = new();
        private RawScore score = new();

        public float Score(in PersonFacts person, Candidate candidate)
        {
            FeatureSchema.Write(person, candidate, row.Features);
            engine.Predict(row, ref score);
            return score.Score;
        }
    }

    private sealed class TreeEvaluatorPolicy(ITransformer transformer) : PooledObjectPolicy<TreeEvaluator>
    {
        public override TreeEvaluator Create() => new(new MLContext().Model.CreatePredictionEngine<Row, RawScore>(transformer, inputSchemaDefinition: RowSchema<Row>()));

        public override bool Return(TreeEvaluator obj) => true;
    }
}
