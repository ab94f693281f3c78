using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Matcher.Benchmarks.Rivals;

/// <summary>
/// ML.NET's linear model of rows as wide as the scorer's. It takes no weights from outside and learns its own, roughly; what a score takes
/// does not depend on them.
/// </summary>
internal static class MlNetLinear
{
    private const int Passes = 2;

    public static ITransformer Train(MLContext context, Workload work)
    {
        using var plain = new PlainWalk(work);
        var scores = new double[work.Candidates];
        List<Row> rows = [];
        foreach (var (request, ofRequest) in Rows.Of(work).Index())
        {
            plain.Score(request, scores);
            rows.AddRange(ofRequest.Zip(scores, (row, score) => new Row { Features = row, Label = (float)score }));
        }
        return context
            .Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options { MaximumNumberOfIterations = Passes, NumberOfThreads = 1 })
            .Fit(context.Data.LoadFromEnumerable(rows, Schema));
    }

    /// <summary>Each request's rows.</summary>
    public static Row[][] RowsOf(Workload work) =>
        Array.ConvertAll(Rows.Of(work), rows => Array.ConvertAll(rows, row => new Row { Features = row }));

    public static SchemaDefinition Schema
    {
        get
        {
            var schema = SchemaDefinition.Create(typeof(Row));
            schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, TermSchema.Count);
            return schema;
        }
    }

    /// <summary>A row as ML.NET takes it.</summary>
    internal sealed class Row
    {
        public float[] Features { get; init; } = [];

        public float Label { get; init; }
    }
}
