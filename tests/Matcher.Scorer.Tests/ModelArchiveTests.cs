using System.IO.Compression;
using System.Text.Json.Nodes;
using Matcher.Data;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Tests;

/// <summary>A model file that was changed, with a manifest made to fit: the trees are held against their notes all the same.</summary>
public sealed class ModelArchiveTests : IDisposable
{
    private const string Notes = "Matcher/notes.json";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_file_that_ships_loads_when_it_is_only_packed_anew() => Load((_, content) => content);

    [Fact]
    public void Trees_with_another_leaf_are_refused()
    {
        var trees = LoadedModel.Load(DataFiles.Model).Model.Trees!.Ensemble.Trees[0];
        float[] row = [.. JsonNode.Parse(Read(Notes))!["check"]![0]!["row"]!.AsArray().Select(value => (float)value!)];
        var value = trees.Values[trees.LeafOf(row)];
        var (leaf, other) = (BitConverter.GetBytes(value), BitConverter.GetBytes(value + 1));
        var replaced = 0;
        AssertRefused("score", (_, content) =>
        {
            var changed = content.ToArray();
            for (var at = changed.AsSpan().IndexOf(leaf); at >= 0; at = changed.AsSpan().IndexOf(leaf), replaced++) other.CopyTo(changed, at);
            return changed;
        });
        Assert.NotEqual(0, replaced);
    }

    [Fact]
    public void Notes_with_another_score_are_refused() => AssertRefused("score", Change(notes => notes["check"]![3]!["score"] = 5));

    [Fact]
    public void Notes_without_rows_to_check_are_refused() => AssertRefused("no rows to check", Change(notes => notes["check"] = new JsonArray()));

    [Fact]
    public void Notes_with_a_row_of_another_width_are_refused() => AssertRefused("no rows to check", Change(notes => notes["check"]![0]!["row"]!.AsArray().RemoveAt(0)));

    [Fact]
    public void Notes_that_count_the_rows_of_other_trees_are_refused() => AssertRefused("count the rows of other trees", Change(notes => notes["leafRows"]!.AsArray().RemoveAt(0)));

    [Fact]
    public void Notes_that_count_no_row_in_a_leaf_are_refused() => AssertRefused("count the rows of other trees", Change(notes => notes["leafRows"]![0]![0] = 0));

    [Fact]
    public void Notes_that_are_no_json_are_refused() => AssertRefused("can't be read", (name, content) => name == Notes ? "{"u8.ToArray() : content);

    [Fact]
    public void A_file_without_notes_is_refused() => AssertRefused("no notes", (name, content) => name == Notes ? null : content);

    private static Func<string, byte[], byte[]?> Change(Action<JsonNode> change) => (name, content) =>
    {
        if (name != Notes) return content;
        var notes = JsonNode.Parse(content)!;
        change(notes);
        return System.Text.Encoding.UTF8.GetBytes(notes.ToJsonString());
    };

    private void AssertRefused(string why, Func<string, byte[], byte[]?> change) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => Load(change)).Message, StringComparison.Ordinal);

    // Packs the model anew, with a manifest whose hash and versions fit it.
    private void Load(Func<string, byte[], byte[]?> change)
    {
        using (var target = ZipFile.Open(ModelFolder.ModelFile(folder.FullName), ZipArchiveMode.Create))
        {
            foreach (var name in Names())
            {
                if (change(name, Read(name)) is not { } content) continue;
                using var to = target.CreateEntry(name).Open();
                to.Write(content);
            }
        }
        var manifest = ModelManifest.Read(ModelFolder.ManifestFile(DataFiles.Model)) with { Sha256 = ModelFolder.Sha256(File.ReadAllBytes(ModelFolder.ModelFile(folder.FullName))) };
        var (model, baseline) = manifest.Versions();
        File.WriteAllText(ModelFolder.ManifestFile(folder.FullName), (manifest with { Version = model, Baseline = manifest.Baseline with { Version = baseline } }).ToJson());
        Assert.Equal(model, LoadedModel.Load(folder.FullName).Version);
    }

    private static List<string> Names()
    {
        using var archive = ZipFile.OpenRead(ModelFolder.ModelFile(DataFiles.Model));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private static byte[] Read(string name)
    {
        using var archive = ZipFile.OpenRead(ModelFolder.ModelFile(DataFiles.Model));
        using var from = archive.GetEntry(name)!.Open();
        using var content = new MemoryStream();
        from.CopyTo(content);
        return content.ToArray();
    }
}
