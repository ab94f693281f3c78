using Matcher.Scorer.Features;
using Microsoft.Extensions.ObjectPool;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Matcher.Scorer.Models;

/// <summary>A trained ranker that scores rows of features. Immutable, for any number of callers at once.</summary>
internal sealed class RankingModel
{
    private readonly ObjectPool<Evaluator> evaluators;

    private RankingModel(ModelManifest manifest, ITransformer transformer, MLContext context)
    {
        Manifest = manifest;
        evaluators = new DefaultObjectPool<Evaluator>(new EvaluatorPolicy(context, transformer));
    }

    /// <summary>What the model is.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>Loads a model folder. The file's hash is checked before ML.NET opens it, because a model file can name code to load.</summary>
    /// <exception cref="InvalidDataException">A file is missing or damaged, or the model was trained on other features.</exception>
    public static RankingModel Load(string folder)
    {
        var manifest = ModelManifest.Read(ModelFolder.ManifestFile(folder));
        var bytes = ModelFolder.ReadChecked(folder, manifest);
        if (!manifest.FeatureSchema.SequenceEqual(FeatureSchema.Names))
            throw new InvalidDataException($"The model in {folder} was trained on other features than this program builds. Train it again with this program.");

        if (!double.IsFinite(manifest.ScoreScale) || manifest.ScoreScale <= 0) throw new InvalidDataException($"The manifest in {folder} has a score scale of {manifest.ScoreScale}. Train the model again.");

        var context = new MLContext();
        using var stream = new MemoryStream(bytes, writable: false);
        return new(manifest, context.Model.Load(stream, out _), context);
    }

    /// <summary>A model straight from its training.</summary>
    public static RankingModel From(ModelManifest manifest, ITransformer transformer, MLContext context) => new(manifest, transformer, context);

    /// <summary>Scores rows as log-utilities: the model's raw score times the manifest's scale.</summary>
    /// <param name="rows">Rows of <see cref="FeatureSchema.Count"/> finite numbers, one behind the other.</param>
    /// <param name="scores">One number for each row; written.</param>
    public void Score(ReadOnlySpan<float> rows, Span<double> scores)
    {
        var evaluator = evaluators.Get();
        try
        {
            // Row by row: at 40 rows ML.NET's Transform, with a data view made for each group, took about one and a half times as long.
            for (var i = 0; i < scores.Length; i++)
                scores[i] = evaluator.Score(rows.Slice(i * FeatureSchema.Count, FeatureSchema.Count)) * Manifest.ScoreScale;
        }
        finally
        {
            evaluators.Return(evaluator);
        }
    }

    /// <summary>The shape in which ML.NET takes a row.</summary>
    public static SchemaDefinition RowSchema<TRow>()
    {
        var schema = SchemaDefinition.Create(typeof(TRow));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, FeatureSchema.Count);
        return schema;
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
    private sealed class Evaluator(PredictionEngine<Row, RawScore> engine)
    {
        private readonly Row row = new();
        private RawScore score = new();

        public float Score(ReadOnlySpan<float> features)
        {
            features.CopyTo(row.Features);
            engine.Predict(row, ref score);
            return score.Score;
        }
    }

    private sealed class EvaluatorPolicy(MLContext context, ITransformer transformer) : PooledObjectPolicy<Evaluator>
    {
        public override Evaluator Create() => new(context.Model.CreatePredictionEngine<Row, RawScore>(transformer, inputSchemaDefinition: RowSchema<Row>()));

        public override bool Return(Evaluator obj) => true;
    }
}
