using CsCheck;
using Matcher.Data.Catalogues;
using Matcher.Data.Csv;

namespace Matcher.Data.Tests.Catalogues;

/// <summary>
/// A quotation mark that is not closed takes no row out of a catalogue without a fault, and no row is too large to be told.
/// </summary>
public sealed class DamagedCatalogueTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public DamagedCatalogueTests()
    {
        foreach (var file in Directory.EnumerateFiles(DataFiles.Catalogue))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
    }

    private string Sessions => Path.Combine(folder.FullName, "sessions.csv");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("\"seen", "seen\"")]
    [InlineData("\"seen", "\"")]
    [InlineData("\"", "seen\"")]
    public void Two_lone_marks_in_notes_do_not_hide_the_sessions_between_them(string first, string last)
    {
        WithNotes((5, first), (8, last));
        var fault = Assert.Single(CatalogueFolder.Read(folder.FullName).Faults, fault => fault.File == "sessions.csv");
        Assert.Equal(6, fault.Row);
        Assert.Contains("row 9 a quotation mark is not closed", fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_that_is_never_closed_is_one_fault()
    {
        WithNotes((5, "\"seen"));
        Assert.Contains(
            "quotation mark",
            Assert.Single(CatalogueFolder.Read(folder.FullName).Faults, fault => fault.File == "sessions.csv").Advice,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Notes_may_have_marks_commas_and_line_breaks()
    {
        WithNotes((5, "5\" binder"), (8, "\"ask Ann, Bob and Cy\r\nbefore, say, June\""));
        Assert.Empty(CatalogueFolder.Read(folder.FullName).Faults);
    }

    [Theory]
    [InlineData('\a', "U+0007")]
    [InlineData('\u001b', "U+001B")]
    [InlineData('\u0085', "U+0085")]
    public void A_control_character_is_a_fault_and_reaches_no_calendar(char control, string code)
    {
        WithNotes((5, $"seen{control}"));
        var fault = Assert.Single(CatalogueFolder.Read(folder.FullName).Faults);
        Assert.Equal(6, fault.Row);
        Assert.Contains(code, fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void No_session_is_lost_whatever_marks_are_put_in() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000])
            .Sample(
                (one, other) =>
                {
                    var text = File.ReadAllText(Path.Combine(DataFiles.Catalogue, "sessions.csv"));
                    var sessions = text.AsSpan().Count('\n') - 1;
                    foreach (var place in new[] { one, other })
                        text = text.Insert(place % text.Length, "\"");
                    var file = Path.GetTempFileName();
                    File.WriteAllText(file, text);
                    var faults = new List<Fault>();
                    var rows = CsvTable.Read(file, ["cohort", "date", "type", "from", "to"], faults);
                    File.Delete(file);
                    Assert.True(
                        faults.Count > 0 || rows.Count == sessions,
                        $"Of {sessions} sessions {rows.Count} were read, without a fault."
                    );
                },
                iter: 200,
                threads: 1
            );

    [Theory]
    [InlineData(',')]
    [InlineData('"')]
    [InlineData('x')]
    public void A_row_without_bound_is_a_fault(char filling)
    {
        File.AppendAllText(Sessions, $"x,\"{new string(filling, 2_000_001)}\r\n");
        var fault = Assert.Single(CatalogueFolder.Read(folder.FullName).Faults);
        Assert.Equal("sessions.csv", fault.File);
        Assert.Contains("longer than", fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_value_is_a_fault_of_its_row_and_the_rest_is_read()
    {
        var lines = File.ReadAllLines(Sessions);
        File.WriteAllLines(
            Sessions,
            [lines[0], new string('x', 12_000) + lines[1], lines[2].Replace(",16:00,", ",16.00,", StringComparison.Ordinal), .. lines[3..]]
        );
        var faults = CatalogueFolder.Read(folder.FullName).Faults.Where(fault => fault.File == "sessions.csv").ToList();
        Assert.Equal([2, 3], faults.Select(fault => fault.Row));
    }

    [Fact]
    public void A_file_of_broken_rows_does_not_fill_the_memory_with_faults()
    {
        File.AppendAllText(Sessions, string.Concat(Enumerable.Repeat("x\n", 50_000)));
        var faults = CatalogueFolder.Read(folder.FullName).Faults;
        Assert.InRange(faults.Count, 1_000, 1_100);
        Assert.Contains(faults, fault => fault.Advice.Contains("was not looked at", StringComparison.Ordinal));
    }

    [Fact]
    public void Invisible_characters_do_not_matter()
    {
        var version = CatalogueFolder.Load(folder.FullName).Version;
        var text = File.ReadAllText(Sessions);
        File.WriteAllText(
            Sessions,
            "\uFEFF\uFEFF"
                + text.Replace("weekdayFullDay", "weekday\u200BFullDay\u00AD", StringComparison.Ordinal)
                    .Replace("2027-", "\u200E2027-", StringComparison.Ordinal)
                    .Replace("09:30", "09:30\u2060", StringComparison.Ordinal)
        );
        Assert.Equal(version, CatalogueFolder.Load(folder.FullName).Version);
    }

    // Gives the sessions a column of notes, and some rows what stands in it.
    private void WithNotes(params (int Row, string Notes)[] notes)
    {
        var lines = File.ReadAllLines(Sessions);
        File.WriteAllLines(
            Sessions,
            lines.Select((line, i) => $"{line},{(i == 0 ? "notes" : notes.FirstOrDefault(each => each.Row == i).Notes)}")
        );
    }
}
