using Matcher.Data;

namespace Matcher.Scorer.Models;

/// <summary>A model that was served from a folder before another took its place.</summary>
/// <param name="Version">Its version.</param>
/// <param name="File">The zip archive of its files.</param>
/// <param name="ReplacedAt">When another took its place, the last time.</param>
internal sealed record KeptModel(string Version, FileInfo File, DateTime ReplacedAt)
{
    /// <summary>Its files.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    /// <exception cref="IOException">They can't be read.</exception>
    public ModelFiles Open()
    {
        try
        {
            return ModelFiles.Unpack(System.IO.File.ReadAllBytes(File.FullName));
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{File.FullName} is damaged: {error.Message}", error);
        }
    }
}

/// <summary>
/// The models that a folder held before, in its folder `earlier`: a small file each, so that whoever can write a model to the folder can
/// also go back.
/// </summary>
internal static class ModelHistory
{
    private const int MostVersions = 20;
    private const string Ending = ".zip";

    /// <summary>Keeps a model as the one that was replaced last; the oldest goes when there are too many.</summary>
    /// <exception cref="IOException">Nothing can be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing may be written there.</exception>
    public static void Keep(string folder, string version, ModelFiles files)
    {
        Directory.CreateDirectory(Earlier(folder));
        WholeFile.Write(Path.Combine(Earlier(folder), version + Ending), to => to.Write(files.Pack()));
        foreach (var old in List(folder).Skip(MostVersions))
            old.File.Delete();
    }

    /// <summary>The models that are kept, the one that was replaced last first.</summary>
    public static IReadOnlyList<KeptModel> List(string folder)
    {
        var earlier = new DirectoryInfo(Earlier(folder));
        return earlier.Exists
            ?
            [
                .. earlier
                    .EnumerateFiles($"*{Ending}")
                    .Select(file => new KeptModel(Path.GetFileNameWithoutExtension(file.Name), file, file.LastWriteTimeUtc))
                    .OrderByDescending(kept => kept.ReplacedAt)
                    .ThenBy(kept => kept.Version, StringComparer.Ordinal),
            ]
            : [];
    }

    private static string Earlier(string folder) => Path.Combine(folder, "earlier");
}
