using System.IO.Compression;
using Matcher.Data.Csv;
using Matcher.Data.Domain;

namespace Matcher.Data.Catalogues;

/// <summary>A catalogue with the files that it was read from, so that it can be read again when its folder holds another.</summary>
/// <param name="Catalogue">With its dates as they are written.</param>
/// <param name="Files">Its CSV files as one zip archive.</param>
/// <param name="Look">How the folder looked before it was read: see <see cref="LookAt"/>.</param>
public sealed record CatalogueArchive(Catalogue Catalogue, ReadOnlyMemory<byte> Files, string Look)
{
    /// <summary>What in its files is probably a mistake.</summary>
    public required CatalogueWarnings Warnings { get; init; }

    private static readonly DateTimeOffset NoTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs a folder, and reads what was packed: whatever happens to the folder meanwhile, the two belong together.</summary>
    /// <returns>The catalogue; or null, and what is wrong with it.</returns>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static (CatalogueArchive? Catalogue, IReadOnlyList<Fault> Faults) Read(string folder)
    {
        // What can't be packed is wrong in a way that reading the folder tells.
        if (
            CatalogueFolder.Files.Any(file =>
                !File.Exists(Path.Combine(folder, file)) || new FileInfo(Path.Combine(folder, file)).Length > CsvTable.LargestFile
            )
        )
        {
            return (null, CatalogueFolder.Read(folder).Faults);
        }
        // Before, so that a change while it is read makes a difference.
        var look = LookAt(folder);
        var files = Pack(folder);
        var reading = Unpack(files, isStored: false);
        return (
            reading.Catalogue is { } catalogue ? new(catalogue, files, look) { Warnings = reading.Warnings } : null,
            reading.Faults
        );
    }

    /// <summary>How a folder's CSV files look: who finds another text than before has to read them again.</summary>
    public static string LookAt(string folder) =>
        FolderWatch.LookAt(folder, file => file.EndsWith(".csv", StringComparison.Ordinal));

    /// <summary>Packs and reads a folder that must be without fault.</summary>
    /// <exception cref="InvalidDataException">It is not; the message lists the faults.</exception>
    public static CatalogueArchive Load(string folder)
    {
        var (catalogue, faults) = Read(folder);
        return catalogue ?? throw CatalogueFolder.Unusable(folder, faults);
    }

    /// <summary>Reads a catalogue from files that were packed when it was without fault.</summary>
    /// <exception cref="InvalidDataException">It is faulty; the message lists the faults.</exception>
    public static Catalogue LoadFiles(ReadOnlyMemory<byte> files)
    {
        var (catalogue, faults) = Unpack(files, isStored: true);
        return catalogue ?? throw CatalogueFolder.Unusable("the archive", faults);
    }

    private static byte[] Pack(string folder)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var file in CatalogueFolder.Files)
            {
                var entry = archive.CreateEntry(file, CompressionLevel.Fastest);
                entry.LastWriteTime = NoTime;
                using var to = entry.Open();
                using var from = File.OpenRead(Path.Combine(folder, file));
                from.CopyTo(to);
            }
        }
        return bytes.ToArray();
    }

    private static CatalogueReading Unpack(ReadOnlyMemory<byte> files, bool isStored)
    {
        var folder = TemporaryFolder();
        try
        {
            using var archive = new ZipArchive(new MemoryStream(files.ToArray()), ZipArchiveMode.Read);
            archive.ExtractToDirectory(folder.FullName);
            return CatalogueFolder.Read(folder.FullName, isStored);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static DirectoryInfo TemporaryFolder()
    {
        try
        {
            return Directory.CreateTempSubdirectory("matcher-");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(
                "Nothing can be written to the system's temporary folder. Make it again, or set TMPDIR to a folder that this program may write to.",
                error
            );
        }
    }
}
