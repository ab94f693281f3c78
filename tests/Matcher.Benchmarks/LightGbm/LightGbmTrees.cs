using Matcher.Scorer.Trees;

namespace Matcher.Benchmarks.LightGbm;

/// <summary>Trees in LightGBM's hands: what it scores and how it explains, on one thread. For one caller at a time.</summary>
/// <param name="ensemble">With the rows of each leaf counted.</param>
/// <param name="featureCount">How many numbers a row has.</param>
internal sealed class LightGbmTrees(TreeEnsemble ensemble, int featureCount) : IDisposable
{
    private readonly nint booster = LightGbmLibrary.Load(LightGbmText.Write(ensemble, featureCount));

    /// <summary>How many numbers explain a row: the Shapley value of each feature, and after them the score that is expected of a row of which nothing is known.</summary>
    public int ExplanationLength => featureCount + 1;

    /// <summary>Scores rows together.</summary>
    /// <param name="rows">One after the other.</param>
    /// <param name="scores">One for each row; written.</param>
    public void Score(ReadOnlySpan<float> rows, Span<double> scores) =>
        LightGbmLibrary.Predict(booster, LightGbmLibrary.RawScore, rows, rows.Length / featureCount, featureCount, scores);

    /// <summary>Explains rows together.</summary>
    /// <param name="rows">One after the other.</param>
    /// <param name="explanations"><see cref="ExplanationLength"/> numbers for each row; written.</param>
    public void Explain(ReadOnlySpan<float> rows, Span<double> explanations) =>
        LightGbmLibrary.Predict(booster, LightGbmLibrary.Contributions, rows, rows.Length / featureCount, featureCount, explanations);

    /// <summary>A faster way for rows that come one by one; to be freed before these trees.</summary>
    public LightGbmSingleRow SingleRow(bool explain) =>
        new(LightGbmLibrary.PrepareSingleRow(booster, explain ? LightGbmLibrary.Contributions : LightGbmLibrary.RawScore, featureCount));

    public void Dispose() => LightGbmLibrary.Free(booster);
}

/// <summary>Scores or explains rows one by one, with all prepared that is the same for each.</summary>
internal sealed class LightGbmSingleRow(nint prepared) : IDisposable
{
    /// <summary>Scores or explains a row.</summary>
    public void Predict(ReadOnlySpan<float> row, Span<double> results) => LightGbmLibrary.PredictSingleRow(prepared, row, results);

    public void Dispose() => LightGbmLibrary.FreeSingleRow(prepared);
}
