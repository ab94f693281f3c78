namespace Matcher.Data;

/// <summary>
/// Writes files whole or not at all: a file has its name once all of it is on the disk. Programs may write the same file at once; each
/// writes one of its own beside it, and locks it until it has the name.
/// </summary>
public static class WholeFile
{
    /// <summary>How the names of unfinished files end.</summary>
    public const string Unfinished = ".part";

    /// <summary>Writes a file, in place of the one that has its name.</summary>
    /// <exception cref="IOException">It can't be written; what was there is left.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string file, Action<Stream> write)
    {
        var unfinished = Begin(file);
        try
        {
            using var to = Open(unfinished);
            write(to);
            End(to, file);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static async Task Write(string file, Func<Stream, Task> write)
    {
        var unfinished = Begin(file);
        try
        {
            await using var to = Open(unfinished);
            await write(to);
            End(to, file);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static string Begin(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        // What programs that were killed left.
        foreach (var left in Directory.EnumerateFiles(folder, $"{Path.GetFileName(file)}.*{Unfinished}"))
            DeleteUnlessWritten(left);
        return $"{file}.{Path.GetRandomFileName()}{Unfinished}";
    }

    private static FileStream Open(string unfinished) => new(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.Delete);

    private static void End(FileStream written, string file)
    {
        written.Flush(flushToDisk: true);
        File.Move(written.Name, file, overwrite: true);
    }

    private static void DeleteUnlessWritten(string file)
    {
        try
        {
            var options = new FileStreamOptions
            {
                Access = FileAccess.Write,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
            };
            new FileStream(file, options).Dispose();
        }
        catch (IOException)
        {
            // Another program is at it.
        }
    }
}
