using Matcher.Scorer.Models;

namespace Matcher.Scorer.Serving;

/// <summary>Puts another model into a folder, from which a program may be serving.</summary>
internal static class ModelReplacement
{
    /// <summary>Writes a model's files. The one before is kept if it could be served, and its card and plots go: of another model they say
    /// nothing.</summary>
    /// <param name="folder">Where to write.</param>
    /// <param name="version">The version of the model.</param>
    /// <param name="files">Its files.</param>
    /// <returns>The version of the model that was there; null when there was none that could be served.</returns>
    /// <exception cref="IOException">The folder can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static string? Put(string folder, string version, ModelFiles files)
    {
        var before = CheckedModel.TryLoad(folder);
        if (before is { Files: { } old } && before.Manifest.Version != version)
            ModelHistory.Keep(folder, before.Manifest.Version, old);
        if (before?.Manifest.Version != version)
        {
            foreach (var file in ModelFolder.OfEvaluation)
                File.Delete(Path.Combine(folder, file));
        }
        files.Write(folder);
        return before?.Manifest.Version;
    }
}
