using Microsoft.ML;
using Microsoft.ML.Data;

namespace Matcher.Scorer.Evaluation;

/// <summary>A candidate as ML.NET reads it.</summary>
/// <param name="features">How many numbers describe it.</param>
internal sealed class FeatureRow(int features)
{
    /// <summary>What is to be learned.</summary>
    public float Label { get; set; }

    /// <summary>How much the row counts, for trainers that weigh.</summary>
    public float Weight { get; set; }

    /// <summary>Whose candidate it is, from 1, for trainers that rank.</summary>
    [KeyType(uint.MaxValue - 1)]
    public uint Group { get; set; }

    /// <summary>The numbers.</summary>
    public float[] Features { get; } = new float[features];

    /// <summary>Trains, and gives what scores a row: several threads at once may call it.</summary>
    /// <param name="context">ML.NET.</param>
    /// <param name="trainer">Learns from columns that are named as the properties are.</param>
    /// <param name="rows">May be one row, written anew for each: ML.NET reads a row before it asks for the next.</param>
    /// <param name="features">How many numbers describe a row.</param>
    public static Func<FeatureRow, double> Learn(
        MLContext context,
        IEstimator<ITransformer> trainer,
        IEnumerable<FeatureRow> rows,
        int features
    )
    {
        var schema = SchemaDefinition.Create(typeof(FeatureRow));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        var trees = trainer.Fit(context.Data.LoadFromEnumerable(rows, schema));
        var engines = new ThreadLocal<PredictionEngine<FeatureRow, Prediction>>(() =>
            context.Model.CreatePredictionEngine<FeatureRow, Prediction>(trees, inputSchemaDefinition: schema)
        );
        return row => engines.Value!.Predict(row).Score;
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
