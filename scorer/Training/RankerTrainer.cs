using Matcher.Scorer.Models;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Matcher.Scorer.Training;

/// <summary>Which of ML.NET's tree rankers learns.</summary>
internal enum TrainerKind
{
    /// <summary>Needs nothing beyond NuGet, and gives the same model whatever the number of threads: the one that ships.</summary>
    FastTree,

    /// <summary>Needs the system library libgomp to train.</summary>
    LightGbm,
}

/// <summary>Trains gradient-boosted trees to rank choices (LambdaMART; Burges, 2010).</summary>
/// <param name="Kind">Which trainer.</param>
/// <param name="Trees">How many trees.</param>
/// <param name="Leaves">How many leaves a tree has at most.</param>
/// <param name="LearningRate">How much each tree counts.</param>
/// <param name="Seed">The same seed gives the same model.</param>
internal sealed record RankerTrainer(TrainerKind Kind, int Trees, int Leaves, double LearningRate, int Seed)
{
    private const int MinimumRowsInLeaf = 50;

    /// <summary>Trains on rows.</summary>
    /// <exception cref="InvalidOperationException">LightGBM's system library is missing; the message says how to get it.</exception>
    public ITransformer Train(MLContext context, IReadOnlyList<TrainingRow> rows)
    {
        var data = context.Data.LoadFromEnumerable(rows, RankingModel.RowSchema<TrainingRow>());
        try
        {
            return Estimator(context).Fit(data);
        }
        catch (Exception error) when (error is DllNotFoundException || error.InnerException is DllNotFoundException)
        {
            throw new InvalidOperationException("LightGBM needs the system library libgomp to train (Debian and Ubuntu: apt-get install libgomp1). FastTree needs nothing: --trainer fastTree.", error);
        }
    }

    private IEstimator<ITransformer> Estimator(MLContext context) => Kind switch
    {
        TrainerKind.FastTree => context.Ranking.Trainers.FastTree(new FastTreeRankingTrainer.Options
        {
            LabelColumnName = nameof(TrainingRow.Label),
            FeatureColumnName = nameof(TrainingRow.Features),
            RowGroupColumnName = nameof(TrainingRow.Group),
            NumberOfTrees = Trees,
            NumberOfLeaves = Leaves,
            LearningRate = LearningRate,
            MinimumExampleCountPerLeaf = MinimumRowsInLeaf,
            Seed = Seed,
            FeatureSelectionSeed = Seed,
        }),
        TrainerKind.LightGbm => context.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options
        {
            LabelColumnName = nameof(TrainingRow.Label),
            FeatureColumnName = nameof(TrainingRow.Features),
            RowGroupColumnName = nameof(TrainingRow.Group),
            NumberOfIterations = Trees,
            NumberOfLeaves = Leaves,
            LearningRate = LearningRate,
            MinimumExampleCountPerLeaf = MinimumRowsInLeaf,
            Seed = Seed,
            Deterministic = true,
            // The sums, and so the model, depend on how many threads share them.
            NumberOfThreads = 1,
        }),
        _ => throw new InvalidOperationException($"No trainer {Kind}."),
    };
}
