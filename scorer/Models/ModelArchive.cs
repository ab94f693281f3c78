using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Matcher.Scorer.Features;
using Matcher.Scorer.Trees;
using Microsoft.ML;

namespace Matcher.Scorer.Models;

/// <summary>A row of features with ML.NET's own score of it.</summary>
internal sealed record CheckedRow(float[] Row, float Score);

/// <summary>What stands in the model file beside ML.NET's own entries.</summary>
/// <param name="LeafRows">For each tree and leaf, the training rows that ended there.</param>
/// <param name="Check">What our evaluation is held against whenever the model is loaded.</param>
internal sealed record TreeNotes(IReadOnlyList<int[]> LeafRows, IReadOnlyList<CheckedRow> Check);

/// <summary>The model file: ML.NET's archive of the trees, with one entry of ours, so that one hash covers all of it.</summary>
internal static class ModelArchive
{
    private const string NotesEntry = "Matcher/notes.json";
    private const long LargestNotes = 256 * 1024 * 1024;
    private const double Tolerance = 1e-5;

    /// <summary>ML.NET's archive with the notes, and with the same time on every entry, so that the same model is the same bytes.</summary>
    public static byte[] Write(Stream model, TreeNotes notes)
    {
        using var result = new MemoryStream();
        using (var source = new ZipArchive(model, ZipArchiveMode.Read, leaveOpen: true))
        using (var target = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                using var from = entry.Open();
                using var to = Create(target, entry.FullName);
                from.CopyTo(to);
            }
            using var ours = Create(target, NotesEntry);
            JsonSerializer.Serialize(ours, notes, NotesJson.Default.TreeNotes);
        }
        return result.ToArray();
    }

    /// <summary>Takes the trees out and holds their evaluation against ML.NET's scores.</summary>
    /// <param name="bytes">The file, its hash checked before: a model file can name code to load.</param>
    /// <exception cref="InvalidDataException">It is damaged, holds what this program can't evaluate, or its trees don't score as in ML.NET.</exception>
    public static TreePart Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        var ensemble = TreeEnsemble.Of(new MLContext().Model.Load(stream, out _), FeatureSchema.Count);
        var notes = ReadNotes(bytes);
        if (!notes.LeafRows.Select(rows => rows.Length).SequenceEqual(ensemble.Trees.Select(tree => tree.Leaves)) || notes.LeafRows.Any(rows => rows.Any(count => count < 1)))
            throw new InvalidDataException("The model's notes count the rows of other trees than it has. Train it again with this program.");
        var trees = new TreePart(ensemble with { Trees = [.. ensemble.Trees.Zip(notes.LeafRows, (tree, rows) => tree with { LeafRows = rows })] });
        foreach (var check in notes.Check)
        {
            var score = trees.Score(check.Row);
            if (!(Math.Abs(score - check.Score) <= Tolerance * Math.Max(1, Math.Abs(check.Score))))
                throw new InvalidDataException($"The model's trees score {score} here where ML.NET gave {check.Score}. It was made by another version, or this machine computes wrongly. Train it again with this program.");
        }
        return trees;
    }

    private static TreeNotes ReadNotes(byte[] bytes)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false));
            var entry = archive.GetEntry(NotesEntry) ?? throw new InvalidDataException("The model has no notes on its trees. Train it again with this program.");
            if (entry.Length > LargestNotes) throw new InvalidDataException("The model's notes on its trees are larger than any are. Train it again with this program.");
            using var json = entry.Open();
            var notes = JsonSerializer.Deserialize(json, NotesJson.Default.TreeNotes);
            if (notes is { Check.Count: > 0 } && notes.Check.All(check => check.Row.Length == FeatureSchema.Count && Array.TrueForAll(check.Row, float.IsFinite))) return notes;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"The model's notes on its trees can't be read ({error.Message}). Train it again with this program.", error);
        }
        throw new InvalidDataException("The model has no rows to check its trees on. Train it again with this program.");
    }

    private static Stream Create(ZipArchive archive, string name)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TreeNotes))]
internal sealed partial class NotesJson : JsonSerializerContext;
