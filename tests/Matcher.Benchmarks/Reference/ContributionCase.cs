using System.Text.Json;
using Matcher.Benchmarks.LightGbm;
using Matcher.Scorer.Trees;

namespace Matcher.Benchmarks.Reference;

/// <summary>
/// Trees, rows, and how LightGBM explains the rows' scores: what an explainer of ours is held against, where the native library doesn't load
/// too. A file of them is a JSON array, a case a line, with these names in camel case.
/// </summary>
/// <param name="What">What is special about the trees.</param>
/// <param name="FeatureCount">How many numbers a row has.</param>
/// <param name="Ensemble">The trees, with the rows of each leaf counted.</param>
/// <param name="Rows">Finite numbers.</param>
/// <param name="Contributions">For each row the Shapley value of each feature, and after them the score that is expected of a row of which nothing is known; together the row's score.</param>
internal sealed record ContributionCase(string What, int FeatureCount, TreeEnsemble Ensemble, float[][] Rows, double[][] Contributions)
{
    // What a tree can tell from the rest of it is not written.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { IgnoreReadOnlyProperties = true };

    /// <summary>Asks LightGBM; only where <see cref="LightGbmLibrary.Loads"/>.</summary>
    public static ContributionCase Ask(string what, int featureCount, TreeEnsemble ensemble, float[][] rows)
    {
        using var trees = new LightGbmTrees(ensemble, featureCount);
        var explanations = new double[rows.Length * trees.ExplanationLength];
        trees.Explain([.. rows.SelectMany(row => row)], explanations);
        return new(what, featureCount, ensemble, rows, [.. explanations.Chunk(trees.ExplanationLength)]);
    }

    /// <summary>Reads a file of cases.</summary>
    /// <exception cref="JsonException">It is no such file.</exception>
    public static IReadOnlyList<ContributionCase> Read(string file) => JsonSerializer.Deserialize<ContributionCase[]>(File.ReadAllText(file), Options) ?? [];

    /// <summary>Cases as their file holds them.</summary>
    public static string ToJson(IEnumerable<ContributionCase> cases) => $"[\n{string.Join(",\n", cases.Select(each => JsonSerializer.Serialize(each, Options)))}\n]\n";
}
