using System.IO.Compression;
using System.Text;

namespace Matcher.EndToEnd.Tests;

/// <summary>An operator imports a postcode directory, however it was downloaded.</summary>
public sealed class PostcodeImportTests : IDisposable
{
    private const string Csv = "pcds,doterm,lat,long\nBN3 1TL,,50.827963,-0.168649\nBN3 1ZZ,200506,50.83,-0.17\nBN3 1AA,,99.999999,0\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    private string Output => Path.Combine(folder.FullName, "kept", "postcodes.bin");

    [Theory]
    [InlineData("directory.csv")]
    [InlineData("directory.csv.gz")]
    [InlineData("directory.zip")]
    public async Task Plain_or_packed_it_is_taken_and_then_the_API_places_by_it(string name)
    {
        var file = Path.Combine(folder.FullName, name);
        Pack(file);
        using (var import = new RunningProgram("Matcher.Api", "postcodes", "import", file, "--out", Output))
        {
            await import.Exits(0);
            Assert.Contains("2 postcodes of 1 districts, of 3 rows", import.Output, StringComparison.Ordinal);
            Assert.Contains("1 without a position", import.Output, StringComparison.Ordinal);
            Assert.Contains("In use no more: 1.", import.Output, StringComparison.Ordinal);
        }
        using var api = RunningProgram.Api($"--Postcodes:File={Output}");
        using var site = new HubWebsite(api.Address("listens on"));
        Assert.Equal("postcode", (string)(await site.Recommend("""{ "location": { "postcode": "BN3 1TL" } }"""))["placedBy"]!);
    }

    [Theory]
    [InlineData("postcodes.csv", "name,town\nA,B\n", "pcds")]
    [InlineData("postcodes.zip", "this is no archive", "postcodes.zip can't be imported")]
    [InlineData("postcodes.gz", "nor is this", "postcodes.gz can't be imported")]
    [InlineData("nowhere.csv", null, "nowhere.csv")]
    public async Task What_is_no_directory_is_refused_in_a_sentence_and_nothing_is_written(string name, string? content, string saying)
    {
        var file = Path.Combine(folder.FullName, name);
        if (content is not null)
            await File.WriteAllTextAsync(file, content);
        using var import = new RunningProgram("Matcher.Api", "postcodes", "import", file, "--out", Output);
        await import.Exits(1);
        Assert.Contains(saying, import.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", import.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Output));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static void Pack(string file)
    {
        var bytes = Encoding.UTF8.GetBytes(Csv);
        switch (Path.GetExtension(file))
        {
            case ".gz":
                using (var gzip = new GZipStream(File.Create(file), CompressionLevel.Fastest))
                    gzip.Write(bytes);
                break;
            case ".zip":
                using (var archive = new ZipArchive(File.Create(file), ZipArchiveMode.Create))
                {
                    // As in the download: a part beside the whole.
                    using (var part = archive.CreateEntry("Data/multi_csv/part.csv").Open())
                        part.Write("pcds,lat,long\n"u8);
                    using var whole = archive.CreateEntry("Data/directory.csv").Open();
                    whole.Write(bytes);
                }
                break;
            default:
                File.WriteAllBytes(file, bytes);
                break;
        }
    }
}
