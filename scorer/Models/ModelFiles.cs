using System.IO.Compression;
using System.Text;
using Matcher.Data;

namespace Matcher.Scorer.Models;

/// <summary>
/// The files that a model is served from, read together: what is checked is what is served, whatever happens to the folder meanwhile.
/// `SHA256SUMS`, in the form of the program sha256sum, names the hash of each and is written last, so that a folder that is damaged, mixed
/// or half-written is told from a whole one. What is thrown here names no folder.
/// </summary>
/// <param name="Manifest">`manifest.json`.</param>
/// <param name="Canaries">`canaries.json`.</param>
/// <param name="Evaluation">`evaluation.json`; empty when the model was not evaluated.</param>
internal sealed record ModelFiles(byte[] Manifest, byte[] Canaries, byte[] Evaluation)
{
    /// <summary>The largest evaluation that is loaded, in bytes.</summary>
    public const int LargestEvaluation = 4 * 1024 * 1024;

    /// <summary>The largest manifest, and the largest file of canaries, in bytes.</summary>
    public const int LargestOther = 1024 * 1024;

    public const string ManifestName = "manifest.json";
    public const string CanariesName = "canaries.json";
    public const string EvaluationName = "evaluation.json";
    public const string SumsName = "SHA256SUMS";

    private static readonly DateTimeOffset NoTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Hashed = [ManifestName, CanariesName, EvaluationName];

    /// <summary>How the files of a folder look: who finds another text than before has to read them again.</summary>
    public static string LookAt(string folder) => FolderWatch.LookAt(folder, name => name == SumsName || Hashed.Contains(name));

    /// <summary>Reads the files of a folder, and checks that they belong together.</summary>
    /// <exception cref="InvalidDataException">They do not, or one is missing; the message says what to do.</exception>
    public static ModelFiles Read(string folder) =>
        Read(name =>
        {
            var file = new FileInfo(Path.Combine(folder, name));
            try
            {
                return !file.Exists ? null
                    : file.Length > Largest(name) ? throw TooLarge(name)
                    : File.ReadAllBytes(file.FullName);
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                // It was removed after the look.
                return null;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                var reason = error is UnauthorizedAccessException ? "this program may not read it" : "the disk, or another program, denies it";
                throw new InvalidDataException($"{name} can't be read: {reason}.", error);
            }
        });

    /// <summary>Reads files that were packed, and checks that they belong together.</summary>
    /// <exception cref="InvalidDataException">They do not, or the package is damaged.</exception>
    public static ModelFiles Unpack(byte[] packed)
    {
        using var archive = new ZipArchive(new MemoryStream(packed), ZipArchiveMode.Read);
        return Read(name =>
        {
            if (archive.GetEntry(name) is not { } entry)
                return null;
            if (entry.Length > Largest(name))
                throw TooLarge(name);
            using var from = entry.Open();
            using var bytes = new MemoryStream();
            from.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    /// <summary>All of them as one zip archive.</summary>
    public byte[] Pack()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in All().Append((SumsName, Sums())))
            {
                var entry = archive.CreateEntry(name);
                entry.LastWriteTime = NoTime;
                using var to = entry.Open();
                to.Write(content);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>Writes them to a folder in place of another model's. Each is replaced at once, and the sums come last.</summary>
    /// <exception cref="IOException">The folder can't be written; what a program serves from it is not affected.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(string folder)
    {
        if (Evaluation.Length == 0)
            File.Delete(Path.Combine(folder, EvaluationName));
        foreach (var (name, content) in All().Append((SumsName, Sums())))
        {
            var file = Path.Combine(folder, name);
            if (!File.Exists(file) || !File.ReadAllBytes(file).AsSpan().SequenceEqual(content))
                WholeFile.Write(file, to => to.Write(content));
        }
    }

    private IEnumerable<(string Name, byte[] Content)> All()
    {
        yield return (CanariesName, Canaries);
        if (Evaluation.Length > 0)
            yield return (EvaluationName, Evaluation);
        yield return (ManifestName, Manifest);
    }

    private byte[] Sums() =>
        Encoding.UTF8.GetBytes(string.Concat(All().Select(file => $"{ModelFolder.Sha256(file.Content)}  {file.Name}\n")));

    private static ModelFiles Read(Func<string, byte[]?> read)
    {
        var sums = ReadSums(read(SumsName) ?? throw Missing(SumsName));
        return new(
            Checked(ManifestName) ?? throw Missing(ManifestName),
            Checked(CanariesName) ?? throw Missing(CanariesName),
            Checked(EvaluationName) ?? []
        );

        byte[]? Checked(string name)
        {
            var content = read(name);
            var sum = sums.GetValueOrDefault(name);
            if ((content is null ? null : ModelFolder.Sha256(content)) == sum)
                return content;
            if (content is null)
                throw Missing(name);
            throw new InvalidDataException(
                sum is null
                    ? $"{name} is not listed in {SumsName}. Remove it if it is of another model; if it is of this one, run `model seal` on the folder."
                    : $"{name} is not the file that {SumsName} was made of: it is damaged, of another model, or not copied yet. Copy the model's files again, all of them; if you changed one on purpose, run `model seal` on the folder."
            );
        }
    }

    private static Dictionary<string, string> ReadSums(byte[] content)
    {
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = Encoding.UTF8.GetString(content).Split('\n');
        foreach (var line in lines[..^1])
        {
            if (line.Split("  ") is not [{ Length: 64 } sum, var name] || !Hashed.Contains(name) || !sums.TryAdd(name, sum))
                throw BadSums();
        }
        return lines[^1].Length == 0 ? sums : throw BadSums();
    }

    private static InvalidDataException BadSums() =>
        new($"{SumsName} has a line that is not the hash of a model's file, or it breaks off. Copy the model's files again, all of them.");

    private static InvalidDataException Missing(string name) =>
        new(
            $"{name} is missing: the model is not copied whole, or older than this program. Copy the rest of its files; if there are none, run `model seal` on the folder."
        );

    private static InvalidDataException TooLarge(string name) =>
        new($"{name} is larger than {Largest(name) / 1024 / 1024} MiB, which no model's is. Bring back the model's own file.");

    private static int Largest(string name) => name == EvaluationName ? LargestEvaluation : LargestOther;
}
