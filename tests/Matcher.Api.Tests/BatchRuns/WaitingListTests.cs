using System.Text;
using CsCheck;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Matcher.Data;
using Matcher.Data.Domain;
using Matcher.Data.Places;
using Matcher.Data.Text;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>Lists as hubs export them.</summary>
public sealed class WaitingListTests
{
    private static readonly Gazetteer Gazetteer = Gazetteer.Read(DataFiles.Gazetteer);

    [Fact]
    public async Task Utf8_with_and_without_a_mark_and_windows_1252_all_read_the_same()
    {
        const string text = "reference,postcode\r\nZoë – “Q”,BN3\r\n";
        byte[] windows1252 = [.. "reference,postcode\r\nZo"u8, 0xEB, (byte)' ', 0x96, (byte)' ', 0x93, (byte)'Q', 0x94, .. ",BN3\r\n"u8];
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(text), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)], windows1252 })
            Assert.Equal("Zoë – “Q”", Assert.Single(await People(bytes)).Reference);
    }

    [Theory]
    [InlineData("reference;postcode\nA;BN3\n")]
    [InlineData("reference\tpostcode\nA\tBN3\n")]
    [InlineData("Postcode,Reference\r\nBN3,A\r\n")]
    [InlineData("\"reference\",\"postcode\"\r\n\"A\",\"BN3\"")]
    [InlineData("reference,postcode,,\nA,BN3,,\n,,,\n")]
    public async Task Delimiters_order_and_line_ends_do_not_matter(string list) =>
        Assert.Equal(("A", "BN3"), (await People(list)).Select(person => (person.Reference, person.Profile.Home.Label!)).Single());

    [Fact]
    public async Task What_people_type_into_spreadsheets_is_understood()
    {
        var person = Assert.Single(
            await People(
                "Joined;priority;Post code;Max distance miles;open to travel;Can-stay-overnight;session types;earliest_start;unavailable;Level;accreditationRequired;sector;profile;provider type;benchmarks\n"
                    + "17/05/2026;2;bn3 1tl; 40 ;YES;n;Weekend, online;2027-01-04;04/01/2027..08/01/2027 2027-02-01;Non-accredited;TRUE;further education;old hand;Careers specialist;4, 5\n"
            )
        );
        Assert.Equal((new DateOnly(2026, 5, 17), 2), (person.Joined!.Value, person.Priority!.Value));
        var profile = person.Profile;
        Assert.Equal((40, true, false), (profile.MaxDistanceMiles!.Value, profile.OpenToTravel!.Value, profile.CanStayOvernight!.Value));
        Assert.Equal([SessionType.Weekend, SessionType.Online], profile.Availability.SessionTypes);
        Assert.Equal(new DateOnly(2027, 1, 4), profile.Availability.EarliestStart);
        Assert.Equal(
            [new DateRange(new(2027, 1, 4), new(2027, 1, 8)), new DateRange(new(2027, 2, 1), new(2027, 2, 1))],
            profile.Availability.Unavailable
        );
        Assert.Equal((Accreditation.NonAccredited, true), (profile.PreferredAccreditation!.Value, profile.AccreditationRequired));
        Assert.Equal((Sector.FurtherEducation, ExperienceProfile.OldHand), (profile.Sector!.Value, profile.Experience.Profile!.Value));
        Assert.Equal(ProviderType.CareersSpecialist, profile.Preferences.ProviderType);
        Assert.Equal([4, 5], profile.Preferences.Benchmarks);
    }

    [Theory]
    [InlineData("weekday full day, online", SessionType.WeekdayFullDay, SessionType.Online)]
    [InlineData("Weekday half day|Twilight", SessionType.WeekdayHalfDay, SessionType.Twilight)]
    [InlineData("weekend online", SessionType.Weekend, SessionType.Online)]
    [InlineData("two days back-to-back", SessionType.TwoDaysBackToBack)]
    public async Task Kinds_of_session_may_be_written_as_people_write_them(string cell, params SessionType[] kinds) =>
        Assert.Equal(kinds, Assert.Single(await People($"postcode,session types\nBN3,\"{cell}\"\n")).Profile.Availability.SessionTypes);

    [Fact]
    public async Task The_sample_of_250_people_has_eight_bad_rows()
    {
        var faults = new List<RowFault>();
        var people = await People(await File.ReadAllBytesAsync(Path.Combine(DataFiles.Samples, "waiting-list.csv")), faults);
        Assert.Equal(242, people.Count);
        Assert.Equal(
            ["", "EstablishmentStatus (name)", "Postcode", "Postcode", "joined", "level", "max distance miles", "priority"],
            faults.Select(fault => fault.Column).Order(StringComparer.Ordinal)
        );
        Assert.Contains(people, person => person.Carried.Contains("Prefers Zoë as contact – mornings"));
    }

    [Theory]
    [InlineData("Academy converter", "Academies", "Secondary", "secondary")]
    [InlineData("Other independent school", "Independent schools", "Not applicable", "independent")]
    [InlineData("Community special school", "Special schools", "Not applicable", "special")]
    [InlineData("Pupil referral unit", "Local authority maintained schools", "Not applicable", "alternativeProvision")]
    [InlineData("University technical college", "Free Schools", "Secondary", "utc")]
    [InlineData("Sixth form centres", "Colleges", "16 plus", "sixthFormCollege")]
    [InlineData("Further education", "Colleges", "16 plus", "furtherEducation")]
    [InlineData("Children's centre", "Other types", "Nursery", null)]
    public async Task A_schools_export_tells_its_kind(string type, string group, string phase, string? sector)
    {
        var person = Assert.Single(
            await People(
                $"URN,EstablishmentName,Postcode,TypeOfEstablishment (name),EstablishmentTypeGroup (name),PhaseOfEducation (name)\r\n100001,Example,BN3,{type},{group},{phase}\r\n"
            )
        );
        Assert.Equal("100001", person.Reference);
        Assert.Equal(sector, person.Profile.Sector is { } found ? EnumNames.Of(found) : null);
        Assert.Equal(["100001", "Example", type, group, phase], person.Carried);
    }

    [Theory]
    [InlineData("postcode\nXX\n", 2, "postcode", "XX")]
    [InlineData("postcode\n\n\nEH1 1AA\n", 4, "postcode", "EH1 1AA")]
    [InlineData("postcode,joined\nBN3,31/02/2026\n", 2, "joined", "31/02/2026")]
    [InlineData("postcode,sector\nBN3,nursery\n", 2, "sector", "nursery")]
    [InlineData("postcode,max distance miles\nBN3,far\n", 2, "max distance miles", "far")]
    [InlineData("postcode,priority\nBN3,0\n", 2, "priority", "0")]
    [InlineData("postcode,opentotravel\nBN3,maybe\n", 2, "opentotravel", "maybe")]
    [InlineData("postcode,session types\nBN3,online brunch\n", 2, "session types", "online brunch")]
    [InlineData("postcode,notes\nBN3,a,b\n", 2, "", "")]
    [InlineData("postcode,notes\n,a\n", 2, "postcode", "")]
    [InlineData("postcode,EstablishmentStatus (name)\nBN3,Closed\n", 2, "EstablishmentStatus (name)", "Closed")]
    public async Task A_fault_names_row_column_and_value_and_says_what_to_do(string list, int row, string column, string value)
    {
        var faults = new List<RowFault>();
        Assert.Empty(await People(Encoding.UTF8.GetBytes(list), faults));
        var fault = Assert.Single(faults);
        Assert.Equal((row, column, value), (fault.Row, fault.Column, fault.Value));
        Assert.NotEmpty(fault.Message);
        Assert.NotEmpty(fault.Advice);
    }

    [Theory]
    [InlineData("postcode,Postcode\nBN3,BN3\n", "more than once")]
    [InlineData("\"postcode\nBN3\nLS1\n", "quotation mark")]
    [InlineData("postcode,\"Notes\nBN3,\"\nLS1,x\n", "quotation mark")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("postcode\0\nBN3\n", "not text")]
    public async Task A_file_that_is_no_list_is_refused_with_what_to_do(string list, string says) =>
        Assert.Contains(
            says,
            (await Assert.ThrowsAsync<UnreadableListException>(() => People(Encoding.UTF8.GetBytes(list)))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public Task What_is_written_reads_the_same_unless_it_was_defused() =>
        Gen
            .String.Array[1, 3]
            .SampleAsync(async cells =>
            {
                var buffer = new System.Buffers.ArrayBufferWriter<byte>();
                var csv = new SafeCsvWriter(buffer);
                csv.Begin();
                csv.Cell("postcode");
                foreach (var (i, _) in cells.Index())
                    csv.Cell($"c{i}");
                csv.EndRow();
                csv.Cell("BN3");
                foreach (var cell in cells)
                    csv.Cell(Clean(cell));
                csv.EndRow();
                var read = Assert.Single(await Rows(buffer.WrittenSpan.ToArray())).Cells[1..];
                foreach (var (written, found) in cells.Select(Clean).Zip(read))
                {
                    Assert.Equal(written, found == written ? found : found[1..]);
                    Assert.False(
                        found.Length > 0 && "=+-@\t\r\n".Contains(found[0], StringComparison.Ordinal) && !double.TryParse(found, out _),
                        $"\"{found}\" could run."
                    );
                }
            });

    [Fact]
    public async Task A_made_up_list_has_as_many_good_rows_as_asked_and_the_same_for_the_same_seed()
    {
        foreach (var seed in new[] { 1, 2 })
        {
            using var one = new MemoryStream();
            using var other = new MemoryStream();
            foreach (var stream in new[] { one, other })
                await SampleList.Write(stream, Gazetteer, 700, seed, CancellationToken.None);
            Assert.Equal(one.ToArray(), other.ToArray());
            var people = await People(one.ToArray());
            Assert.Equal(700, people.Select(person => person.Reference).Distinct().Count());
        }
    }

    // Halves of surrogate pairs are no text, and a byte order mark inside a cell no character.
    private static string Clean(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "", StringComparison.Ordinal);

    private static Task<List<WaitingPerson>> People(string list) => People(Encoding.UTF8.GetBytes(list));

    private static async Task<List<WaitingPerson>> People(byte[] list, List<RowFault>? faults = null)
    {
        var file = await WaitingListFile.Open(new MemoryStream(list), ListFormat.Csv, ColumnMapping.None, CancellationToken.None);
        using var reader = new PersonReader(file.Heading, Gazetteer);
        var (people, found) = (new List<WaitingPerson>(), faults ?? []);
        await foreach (var row in file.Rows(CancellationToken.None))
        {
            if (reader.Read(row, found) is { } person)
                people.Add(person);
        }

        if (faults is null)
            Assert.Empty(found);
        return people;
    }

    private static async Task<List<RawRow>> Rows(byte[] list)
    {
        var file = await WaitingListFile.Open(new MemoryStream(list), ListFormat.Csv, ColumnMapping.None, CancellationToken.None);
        var rows = new List<RawRow>();
        await foreach (var row in file.Rows(CancellationToken.None))
            rows.Add(row);
        return rows;
    }
}
