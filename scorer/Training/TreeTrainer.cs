using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Matcher.Scorer.Training;

/// <summary>
/// Trees that improve on a conditional logit: ML.NET's FastTree takes one Newton step in function space on the conditional log-likelihood,
/// as LogitBoost does (Friedman, Hastie and Tibshirani, Annals of Statistics 28, 2000): weighted least squares on (y - p) / p(1 - p) with
/// weights p(1 - p). So what the trees say is a log-utility like the rest of the score, not a LambdaRank score.
/// </summary>
/// <param name="Trees">How many trees.</param>
/// <param name="Leaves">How many leaves a tree has at most.</param>
/// <param name="LearningRate">How much each tree counts.</param>
/// <param name="Seed">The same seed gives the same trees.</param>
internal sealed record TreeTrainer(int Trees, int Leaves, double LearningRate, int Seed)
{
    private const int MinimumRowsInLeaf = 200;

    // Where the logit leaves next to no doubt, a row would otherwise count for nothing and ask for everything.
    private const double LeastWeight = 1e-3;

    /// <summary>Trains the trees.</summary>
    /// <param name="context">ML.NET's.</param>
    /// <param name="data">The choices.</param>
    /// <param name="scores">The logit's score of each row.</param>
    public ITransformer Train(MLContext context, ChoiceData data, float[] scores)
    {
        var options = new FastTreeRegressionTrainer.Options
        {
            LabelColumnName = nameof(Row.Label),
            FeatureColumnName = nameof(Row.Features),
            ExampleWeightColumnName = nameof(Row.Weight),
            NumberOfTrees = Trees,
            NumberOfLeaves = Leaves,
            LearningRate = LearningRate,
            MinimumExampleCountPerLeaf = MinimumRowsInLeaf,
            Seed = Seed,
            FeatureSelectionSeed = Seed,
        };
        return context.Regression.Trainers.FastTree(options).Fit(View(context, data, scores));
    }

    /// <summary>What trees say of each row, times the chooser's factor.</summary>
    public static float[] Scores(ITransformer trees, ChoiceData data)
    {
        var context = new MLContext();
        float[] scores = [.. trees.Transform(View(context, data, new float[data.Rows])).GetColumn<float>("Score")];
        for (var chooser = 0; chooser < data.Count; chooser++)
            for (var i = data.Groups[chooser]; i < data.Groups[chooser + 1]; i++) scores[i] *= data.Factors[chooser];
        return scores;
    }

    /// <summary>Rows from all over the data with ML.NET's scores of them: what every other evaluation of the trees has to agree with.</summary>
    public static IReadOnlyList<CheckedRow> Check(ITransformer trees, ChoiceData data)
    {
        const int rows = 64;
        var step = Math.Max(1, data.Rows / rows);
        var context = new MLContext();
        var scores = trees.Transform(View(context, data, new float[data.Rows])).GetColumn<float>("Score");
        return [.. scores.Index().Where(score => score.Index % step == 0).Take(rows).Select(score =>
            new CheckedRow(data.Features.AsSpan(score.Index * FeatureSchema.Count, FeatureSchema.Count).ToArray(), score.Item))];
    }

    /// <summary>The rows as ML.NET takes them.</summary>
    public static IDataView View(MLContext context, ChoiceData data, float[] scores) => context.Data.LoadFromEnumerable(Rows(data, scores), RowSchema<Row>());

    /// <summary>The shape in which ML.NET takes a row of features.</summary>
    public static SchemaDefinition RowSchema<TRow>()
    {
        var schema = SchemaDefinition.Create(typeof(TRow));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, FeatureSchema.Count);
        return schema;
    }

    // One row for all, written anew for each: ML.NET reads a row before it asks for the next.
    private static IEnumerable<Row> Rows(ChoiceData data, float[] scores)
    {
        var row = new Row();
        for (var chooser = 0; chooser < data.Count; chooser++)
        {
            var (first, end) = (data.Groups[chooser], data.Groups[chooser + 1]);
            var probabilities = Array.ConvertAll(scores[first..end], score => (double)score);
            ChoiceProbability.FromScores(probabilities, probabilities);
            for (var i = first; i < end; i++)
            {
                var probability = probabilities[i - first];
                var weight = Math.Max(LeastWeight, probability * (1 - probability));
                row.Weight = (float)weight;
                row.Label = (float)(((i == data.Chosen[chooser] ? 1 : 0) - probability) / weight);
                data.Features.AsSpan(i * FeatureSchema.Count, FeatureSchema.Count).CopyTo(row.Features);
                yield return row;
            }
        }
    }

    private sealed class Row
    {
        public float Label { get; set; }

        public float Weight { get; set; }

        public float[] Features { get; } = new float[FeatureSchema.Count];
    }
}
