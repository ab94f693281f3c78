namespace Matcher.EndToEnd.Tests;

/// <summary>A hub lead ranks what a form tool exported, with nothing but the command line's own advice.</summary>
public sealed class FormExportTests : IDisposable
{
    private const string List =
        "ID,Start time,Email,Post code,Preferred level,Hours per week you can study,Phone\r\n"
        + "1,15/06/2026 12:02,a@school.example,BN3 1TL,L6,2-3,07700 900160\r\n"
        + "2,16/06/2026 09:30,b@school.example,LS1 4AP,Level 6 or 7,as needed,07700 900161\r\n"
        + "3,16/06/2026 09:31,c@school.example,Leeds,Level 7,2,07700 900162\r\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public FormExportTests() => File.WriteAllText(In("list.csv"), List);

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_not_certain_is_asked_in_ten_lines_and_a_mapping_file_answers_for_good()
    {
        using (var asked = Run())
        {
            await asked.Exits(1);
            Assert.Contains("'Start time' may be joined", asked.Output, StringComparison.Ordinal);
            Assert.Contains("  --map 'Start time=joined'  or  --ignore 'Start time'", asked.Output, StringComparison.Ordinal);
            Assert.True(asked.Output.Split('\n').Length <= 10, asked.Output);
        }
        await File.WriteAllTextAsync(In("form.csv"), "column,field\r\nStart time,joined\r\nPhone,\r\n");
        using (var mapped = Run("--mapping", In("form.csv")))
            await mapped.Exits(0);
        Assert.Equal(["1"], await Ranked());
        using (var lenient = Run("--mapping", In("form.csv"), "--lenient"))
        {
            await lenient.Exits(0);
            Assert.Contains("Ranked without the cell", lenient.Output, StringComparison.Ordinal);
        }
        Assert.Equal(["1", "2"], await Ranked());
    }

    [Fact]
    public async Task A_run_that_places_nobody_leaves_no_placements_of_an_earlier_one()
    {
        using (var placed = Run("--ignore", "Start time", "--allocate"))
            await placed.Exits(0);
        Assert.True(File.Exists(In("out/placements.csv")));
        using (var ranked = Run("--ignore", "Start time"))
            await ranked.Exits(0);
        Assert.False(File.Exists(In("out/placements.csv")));
        Assert.False(File.Exists(In("out/cohorts.csv")));
        Assert.True(File.Exists(In("out/results.csv")));
    }

    [Theory]
    [InlineData("Start time;joined", "must be: column,field")]
    [InlineData("column,field\nStart time,whenever", "'whenever' is not a field")]
    [InlineData("column,field\nStart time", "has 1 cells")]
    [InlineData("column,field\nStart time,joined\nstart-time,", "twice")]
    [InlineData(null, "nowhere.csv")]
    public async Task A_mapping_file_that_cannot_be_used_is_refused_in_a_sentence(string? content, string saying)
    {
        var file = In(content is null ? "nowhere.csv" : "form.csv");
        if (content is not null)
            await File.WriteAllTextAsync(file, content);
        using var refused = Run("--mapping", file);
        await refused.Exits(1);
        Assert.Contains(saying, refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Output, StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(folder.FullName, name);

    private RunningProgram Run(params string[] options) =>
        new("Matcher.Api", ["batch", "run", In("list.csv"), "--out", In("out"), "--state", In("state"), "--limit", "1", .. options]);

    private async Task<IEnumerable<string>> Ranked() =>
        (await File.ReadAllLinesAsync(In("out/results.csv"))).Skip(1).Select(line => line.Split(',')[1]);
}
