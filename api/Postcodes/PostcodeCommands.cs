using System.CommandLine;
using System.Diagnostics;
using System.IO.Compression;
using Matcher.Api.CommandLine;
using Matcher.Data;
using Matcher.Data.Places;
using Spectre.Console;

namespace Matcher.Api.Postcodes;

/// <summary>The command <c>postcodes import FILE</c>, which makes the file by which the API places whole postcodes exactly.</summary>
internal static class PostcodeCommands
{
    /// <summary>
    /// Where the file is if no setting says otherwise: in the user's folder, or beside the program of a user who has none.
    /// </summary>
    public static string DefaultFile { get; } = Path.Combine(AppDataFolder.Path ?? AppContext.BaseDirectory, "postcodes.bin");

    public static Command Command()
    {
        var file = new Argument<string>("file")
        {
            Description =
                "An ONS Postcode Directory or National Statistics Postcode Lookup: CSV, or CSV in .gz or .zip. Columns that begin with pcds, lat and long are needed; doterm and ctry are used where there are any.",
        };
        var output = new Option<string>("--out")
        {
            Description = "Where to write. The API reads the default, or what Postcodes:File names.",
            DefaultValueFactory = _ => DefaultFile,
        };
        var import = new Command("import", "Makes the file by which whole postcodes are placed exactly. The API reads it when it starts.")
        {
            file,
            output,
        };
        import.SetAction((parsed, cancellation) => Import(parsed.GetValue(file)!, parsed.GetValue(output)!, cancellation));
        return new Command("postcodes", "Works on the positions of postcodes.") { import };
    }

    private static async Task<int> Import(string file, string output, CancellationToken cancellation)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        var began = Stopwatch.GetTimestamp();
        try
        {
            var (districts, report) = await console
                .Progress()
                .AutoClear(false)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(progress => Task.Run(() => Read(file, progress.AddTask("Reading"), cancellation), cancellation));
            MakeFolderOf(Path.GetFullPath(output));
            PostcodeDirectory.Write(output, districts);
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{report.Taken:N0} postcodes of {districts.Count:N0} districts, of {report.Rows:N0} rows, in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s: {new FileInfo(output).Length / 1e6:0.0} MB in {output}."
                )
            );
            Console.WriteLine(
                FormattableString.Invariant(
                    $"Left out: {report.WithoutPosition:N0} without a position, {report.WithoutPostcode:N0} without a whole postcode, {report.Repeated:N0} repeated, {report.Broken:N0} with too few or too many cells."
                )
            );
            Console.WriteLine(
                report.TellsTerminated
                    ? FormattableString.Invariant($"In use no more: {report.Terminated:N0}.")
                    : "The directory has no column doterm: every postcode passes for one in use."
            );
            if (!report.TellsCountry)
                Console.WriteLine("The directory has no column ctry: what is in England is decided by the postcode district.");
            return 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopped. Nothing was written.");
            return CommandEnd.Stopped;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return CommandEnd.Fail($"{file} can't be imported. {error.Message}");
        }
    }

    private static (Dictionary<string, List<PostcodeEntry>> Districts, PostcodeImportReport Report) Read(
        string file,
        ProgressTask progress,
        CancellationToken cancellation
    )
    {
        using var source = File.OpenRead(file);
        progress.MaxValue = Math.Max(1, source.Length);
        using var watching = new Timer(_ => progress.Value = Position(source), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
        using var reader = new StreamReader(Unpacked(source, file), bufferSize: 1 << 16);
        var read = PostcodeImport.Read(reader, cancellation);
        progress.Value = progress.MaxValue;
        return read;
    }

    // Waiting lists come into the user's folder later; another place may be for others to read from.
    private static void MakeFolderOf(string file)
    {
        if (Path.GetDirectoryName(file) is not { } folder)
            return;
        if (folder == AppDataFolder.Path)
            AppDataFolder.Make(folder);
        else
            Directory.CreateDirectory(folder);
    }

    private static long Position(FileStream source)
    {
        try
        {
            return source.Position;
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
    }

    private static Stream Unpacked(FileStream source, string file)
    {
        if (file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            return new GZipStream(source, CompressionMode.Decompress);
        if (!file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return source;
        // The download has the directory whole, and again in parts.
        var archive = new ZipArchive(source, ZipArchiveMode.Read);
        return archive
                .Entries.Where(entry => entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                .MaxBy(entry => entry.Length)
                ?.Open()
            ?? throw new InvalidDataException("The archive has no CSV file.");
    }
}
