using Matcher.Scorer.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Matcher.Scorer.Evaluation;

/// <summary>ML.NET's tree rankers (LambdaMART; Burges, 2010), without promises: what the ranker that ships is compared with.</summary>
internal static class TreeRanking
{
    private const int MostCourses = 40;
    private const int MinimumRowsInLeaf = 50;

    /// <summary>FastTree ranking. Needs nothing beyond NuGet.</summary>
    public static IEstimator<ITransformer> FastTree(MLContext context, int seed) => context.Ranking.Trainers.FastTree(new FastTreeRankingTrainer.Options
    {
        LabelColumnName = nameof(Row.Label),
        FeatureColumnName = nameof(Row.Features),
        RowGroupColumnName = nameof(Row.Group),
        NumberOfTrees = 200,
        NumberOfLeaves = 15,
        LearningRate = 0.3,
        MinimumExampleCountPerLeaf = MinimumRowsInLeaf,
        Seed = seed,
        FeatureSelectionSeed = seed,
    });

    /// <summary>LightGBM ranking. Needs the system library libgomp.</summary>
    public static IEstimator<ITransformer> LightGbm(MLContext context, int seed) => context.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options
    {
        LabelColumnName = nameof(Row.Label),
        FeatureColumnName = nameof(Row.Features),
        RowGroupColumnName = nameof(Row.Group),
        NumberOfIterations = 200,
        NumberOfLeaves = 31,
        LearningRate = 0.05,
        MinimumExampleCountPerLeaf = MinimumRowsInLeaf,
        Seed = seed,
        Deterministic = true,
        // The sums, and so the model, depend on how many threads share them.
        NumberOfThreads = 1,
    });

    /// <summary>Learns, and fits a confidence as for the ranker that ships: a LambdaRank score is no log-utility.</summary>
    /// <exception cref="InvalidDataException">LightGBM's system library is missing; the message says how to get it.</exception>
    public static Ranker Learn(
        string name, Func<MLContext, int, IEstimator<ITransformer>> trainer, int seed, IReadOnlyList<Choice> training, IReadOnlyList<Choice> validation, CancellationToken cancellation)
    {
        var context = new MLContext(seed);
        ITransformer transformer;
        try
        {
            transformer = trainer(context, seed).Fit(context.Data.LoadFromEnumerable(Rows(training, Learner.FirstScores), Schema()));
        }
        catch (Exception error) when (error is DllNotFoundException || error.InnerException is DllNotFoundException)
        {
            throw new InvalidDataException("LightGBM needs the system library libgomp to train (Debian and Ubuntu: apt-get install libgomp1). Leave it out with --skip-lightgbm.", error);
        }
        var engines = new ThreadLocal<PredictionEngine<Row, Score>>(() => context.Model.CreatePredictionEngine<Row, Score>(transformer, inputSchemaDefinition: Schema()));
        var confidence = ConfidenceFit.Fit(validation, Scores, cancellation);
        return Ranker.OfScores(name, choice =>
        {
            var factor = confidence.Of(choice.Person);
            return Array.ConvertAll(Scores(choice), score => score * factor);
        });

        double[] Scores(Choice choice)
        {
            var row = new Row();
            return [.. choice.Candidates.Select(candidate =>
            {
                UnconstrainedFeatures.Write(choice, candidate, row.Features);
                return (double)engines.Value!.Predict(row).Value;
            })];
        }
    }

    private static IEnumerable<Row> Rows(IReadOnlyList<Choice> choices, Func<Choice, double[]> scores)
    {
        var row = new Row();
        foreach (var (index, choice) in choices.Index())
        {
            row.Group = (uint)index + 1;
            var best = choice.Best(scores(choice));
            foreach (var course in choice.SampleCourses(MostCourses))
            {
                row.Label = course == choice.ChosenCourse ? 1 : 0;
                UnconstrainedFeatures.Write(choice, choice.Candidates[best[course]], row.Features);
                yield return row;
            }
        }
    }

    private static SchemaDefinition Schema()
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, UnconstrainedFeatures.Count);
        return schema;
    }

    private sealed class Row
    {
        public float Label { get; set; }

        [KeyType(uint.MaxValue - 1)]
        public uint Group { get; set; }

        public float[] Features { get; } = new float[UnconstrainedFeatures.Count];
    }

    private sealed class Score
    {
        [ColumnName("Score")]
        public float Value { get; set; }
    }
}
