using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Training;
using Microsoft.ML;

namespace Matcher.Benchmarks.Rivals;

/// <summary>ML.NET's PredictionEngine, made once, asked row by row.</summary>
internal sealed class MlNetEngine(Workload work) : IRival
{
    private readonly PredictionEngine<MlNetRow, Prediction> engine =
        new MLContext().Model.CreatePredictionEngine<MlNetRow, Prediction>(work.Transformer, inputSchemaDefinition: TreeTrainer.RowSchema<MlNetRow>());

    private readonly MlNetRow[][] requests = MlNetRow.Of(work);
    private Prediction prediction = new();

    public void Score(int request, double[] scores)
    {
        var rows = requests[request];
        for (var i = 0; i < rows.Length; i++)
        {
            engine.Predict(rows[i], ref prediction);
            scores[i] = prediction.Score;
        }
    }

    public void Dispose() => engine.Dispose();

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
