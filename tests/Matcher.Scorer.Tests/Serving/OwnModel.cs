using System.Collections.Concurrent;
using System.Text;
using Matcher.Data;
using Matcher.Scorer.Models;
using Matcher.Scorer.Serving;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Tests.Serving;

/// <summary>The folder of a hub's own model, the one that ships to begin with, which a test changes while it is served.</summary>
internal sealed class OwnModel : IDisposable
{
    private static readonly ConcurrentDictionary<int, ModelFiles> Made = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public OwnModel() => Shipped.Write(Path);

    /// <summary>The model that ships, without an evaluation.</summary>
    public static ModelFiles Shipped { get; } = ModelFiles.Read(DataFiles.Model) with { Evaluation = [] };

    public string Path => folder.FullName;

    /// <summary>Another model that can be served.</summary>
    /// <param name="number">Each number gives another.</param>
    public static ModelFiles Other(int number) => Made.GetOrAdd(number, _ => Changed(weight => weight * (1 + number / 10.0)));

    /// <summary>The model that ships with other weights, sealed.</summary>
    public static ModelFiles Changed(Func<double, double> weight)
    {
        var shipped = ModelManifest.Parse(Shipped.Manifest);
        var other = shipped with { Terms = [.. shipped.Terms.Select(term => term with { Weight = weight(term.Weight) })] };
        other = other with { Version = other.VersionOfContent() };
        return new(Encoding.UTF8.GetBytes(other.ToJson()), ModelSeal.Canaries(other, default), []);
    }

    public static string Version(ModelFiles files) => CheckedModel.Load(files).Manifest.Version;

    /// <summary>Where a file of it is.</summary>
    public string At(string file) => System.IO.Path.Combine(Path, file);

    public void Put(ModelFiles files) => files.Write(Path);

    public void Dispose() => folder.Delete(recursive: true);
}
