using Matcher.Benchmarks.Workloads;
using Microsoft.ML;

namespace Matcher.Benchmarks.Rivals;

/// <summary>ML.NET's PredictionEngine on a linear model, made once, asked row by row; the rows are there already.</summary>
internal sealed class MlNetEngine : IRival
{
    private readonly PredictionEngine<MlNetLinear.Row, Prediction> engine;
    private readonly MlNetLinear.Row[][] requests;
    private Prediction prediction = new();

    public MlNetEngine(Workload work)
    {
        var context = new MLContext(1);
        engine = context.Model.CreatePredictionEngine<MlNetLinear.Row, Prediction>(
            MlNetLinear.Train(context, work),
            inputSchemaDefinition: MlNetLinear.Schema
        );
        requests = MlNetLinear.RowsOf(work);
    }

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
