using Matcher.Data.Catalogues;
using Matcher.Data.Domain;

namespace Matcher.Data.Tests.Catalogues;

/// <summary>A person maintains the files, so every fault is found and says what to do.</summary>
public sealed class CatalogueFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public CatalogueFolderTests()
    {
        foreach (var file in Directory.EnumerateFiles(DataFiles.Catalogue))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_sample_has_no_fault() => Assert.Empty(CatalogueFolder.Read(folder.FullName).Faults);

    public static TheoryData<string, string, string, string> Faults =>
        new()
        {
            { "providers.csv", "careersSpecialist", "careers", "Write one of careersSpecialist, university, leadershipAndManagement." },
            { "providers.csv", "North East\n", "Wessex\n", "Write one of North East" },
            { "courses.csv", "level6,20", "level6,0", "A non-accredited course has 0 credits, any other more." },
            { "courses.csv", "specialist-north-east", "specialist-nowhere", "providers.csv does not have this id." },
            { "courses.csv", ",3 4 5,", ",3 4 9,", "Write whole numbers from 1 to 8" },
            { "terms.csv", "spring,2027", "spring,2026", "The term overlaps another." },
            { "cohorts.csv", "2027-05-21", "2020-05-21", "An assignment is due before the first session" },
            { "sessions.csv", ",online,16:00,17:30", ",online,16:00,16:00", "The session ends before it begins." },
            { "providers.csv", "\"Careers specialist, North East\"", "\" \"", "This cell is empty." },
            { "venues.csv", "true", "maybe", "Write true or false, or yes or no." },
            { "courses.csv", ",practical,", ",practicl,", "Write one of practical, balanced, theoretical. Perhaps practical is meant." },
            { "sessions.csv", ",2026-11-17,", ",11/17/2026,", "This date can only be read month first" },
            { "venues.csv", ",54.", ",5.4", "Write a number from 49.8 to 55.9." },
            { "cohorts.csv", ",false,", ",false,5000", "Write a whole number from 1 to 1000." },
            { "cohorts.csv", ",durham,", ",nowhere,", "venues.csv does not have this id." },
            { "sessions.csv", ",2026-", ",26-", "Write a date from 2000 to 2099 as year, month and day" },
            { "sessions.csv", "weekdayFullDay,09:30", "weekdayFullDay,9.30", "Write a time as hours and minutes" },
            { "sessions.csv", "weekend,10:00", "weekdayFullDay,10:00", "A session on a school day falls on a Saturday." },
            { "sessions.csv", "09:30,16:00", "16:00,09:30", "The session ends before it begins." },
            { "terms.csv", "autumn", "michaelmas", "Write autumn, spring or summer." },
            { "about.csv", "1000", "a thousand", "Write a whole number from 0 to 100000." },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_names_file_row_column_value_and_what_to_do(string file, string right, string wrong, string advice)
    {
        ReplaceFirst(file, right, wrong);
        var (catalogue, faults) = CatalogueFolder.Read(folder.FullName);
        Assert.Null(catalogue);
        var fault = Assert.Single(faults, fault => fault.Advice.Contains(advice, StringComparison.Ordinal));
        Assert.Equal(file, fault.File);
        Assert.True(fault.Row >= 2);
        Assert.NotEmpty(fault.Column);
        Assert.Single(faults);
        Assert.StartsWith($"{file} row {fault.Row} column {fault.Column}: \"{fault.Value}\". ", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains(fault.Value, File.ReadAllLines(Path.Combine(folder.FullName, file))[fault.Row - 1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_spreadsheet_writes_is_read()
    {
        var version = CatalogueFolder.Load(folder.FullName);
        foreach (var (file, right, written) in new[] { ("about.csv", "true", "TRUE"), ("sessions.csv", ",09:30,", ",9:30,") })
            ReplaceFirst(file, right, written);
        File.AppendAllText(Path.Combine(folder.FullName, "venues.csv"), ",,,,,\r\n");
        Assert.Equal(version.Cohorts.Count, CatalogueFolder.Load(folder.FullName).Cohorts.Count);
    }

    [Fact]
    public void One_file_that_can_not_be_read_is_one_fault()
    {
        ReplaceFirst("venues.csv", "\"Training centre, Newcastle\"", "\"Training centre, Newcastle");
        Assert.Equal("venues.csv", Assert.Single(CatalogueFolder.Read(folder.FullName).Faults).File);
        File.WriteAllText(Path.Combine(folder.FullName, "venues.csv"), "id;name;region\n");
        Assert.Contains("semicolons", Assert.Single(CatalogueFolder.Read(folder.FullName).Faults).Advice, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder.FullName, "venues.csv"), "id,name,region,latitude,longitude,nearStation\n");
        Assert.Contains(
            "nothing below the heading",
            Assert.Single(CatalogueFolder.Read(folder.FullName).Faults).Advice,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("sessions.csv")]
    [InlineData("terms.csv")]
    [InlineData("cohorts.csv")]
    [InlineData("about.csv")]
    public void A_file_with_nothing_below_its_heading_is_one_fault(string file)
    {
        var path = Path.Combine(folder.FullName, file);
        File.WriteAllLines(path, File.ReadAllLines(path)[..1]);
        var fault = Assert.Single(CatalogueFolder.Read(folder.FullName).Faults);
        Assert.Equal(file, fault.File);
        Assert.Contains("nothing below the heading", fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_faults_of_one_row_are_all_told()
    {
        ReplaceFirst("cohorts.csv", ",16,15,6,", ",16,99,x,");
        Assert.Equal(["minimumViable", "placesLeft"], CatalogueFolder.Read(folder.FullName).Faults.Select(fault => fault.Column).Order());
    }

    [Theory]
    [InlineData("courses.csv", "ne-l6-day,", "Bad Id,")]
    [InlineData(
        "providers.csv",
        "specialist-north-east,\"Careers specialist, North East\"",
        "specialist-north-east,Careers specialist, North East"
    )]
    public void What_refers_to_a_row_that_can_not_be_read_is_no_second_fault(string file, string right, string wrong)
    {
        ReplaceFirst(file, right, wrong);
        Assert.Equal(file, Assert.Single(CatalogueFolder.Read(folder.FullName).Faults).File);
    }

    [Fact]
    public void A_year_that_is_mistyped_is_found_because_the_cohort_would_last_too_long()
    {
        ReplaceFirst("sessions.csv", "2027-02-", "2072-02-");
        Assert.Contains(
            CatalogueFolder.Read(folder.FullName).Faults,
            fault =>
                fault.File == "cohorts.csv" && fault.Advice.StartsWith("The cohort lasts longer than 156 weeks.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void All_faults_are_found_in_one_reading()
    {
        ReplaceFirst("providers.csv", "careersSpecialist", "careers");
        ReplaceFirst("venues.csv", "true", "maybe");
        ReplaceFirst("sessions.csv", "09:30,16:00", "16:00,09:30");
        Assert.Equal(
            ["providers.csv", "sessions.csv", "venues.csv"],
            CatalogueFolder.Read(folder.FullName).Faults.Select(fault => fault.File).Order()
        );
    }

    [Fact]
    public void Words_and_dates_are_read_in_every_form_in_which_waiting_lists_have_them()
    {
        var before = CatalogueFolder.Read(folder.FullName).Catalogue!;
        ReplaceFirst("courses.csv", ",level6,", ",Level 6 (accredited),");
        ReplaceFirst("courses.csv", ",level6,", ",L6,");
        ReplaceFirst("courses.csv", ",blended,", ",BLENDED,");
        ReplaceFirst("courses.csv", ",anotherCohort,", ",another\u2013cohort,");
        ReplaceFirst("courses.csv", ",special alternativeProvision,", ",\"special school, pupil referral unit\",");
        ReplaceFirst("venues.csv", "true", "Yes");
        ReplaceFirst("sessions.csv", "2026-11-17,weekdayFullDay", "17/11/2026,full day");
        ReplaceFirst("sessions.csv", "2026-12-14,online", "14 December 2026,webinar");
        ReplaceFirst("cohorts.csv", "2027-01-15 2027-03-19", "\"15 January 2027, 19/03/2027\"");
        var (after, faults) = CatalogueFolder.Read(folder.FullName);
        Assert.Empty(faults);
        Assert.Equal(before.Courses.Select(course => course.Accreditation), after!.Courses.Select(course => course.Accreditation));
        Assert.Contains(after.Courses, course => course.Sectors.SequenceEqual([Sector.Special, Sector.AlternativeProvision]));
        Assert.Equal(before.Cohorts.SelectMany(cohort => cohort.Sessions), after.Cohorts.SelectMany(cohort => cohort.Sessions));
        Assert.Equal(before.Cohorts.SelectMany(cohort => cohort.AssignmentsDue), after.Cohorts.SelectMany(cohort => cohort.AssignmentsDue));
    }

    [Fact]
    public void A_missing_file_a_missing_column_and_an_unknown_one_are_each_told_once()
    {
        File.Delete(Path.Combine(folder.FullName, "terms.csv"));
        ReplaceFirst("venues.csv", "nearStation", "station");
        var faults = CatalogueFolder.Read(folder.FullName).Faults.Select(fault => fault.ToString()).ToList();
        Assert.Contains(faults, fault => fault.StartsWith("terms.csv: The file is missing.", StringComparison.Ordinal));
        Assert.Contains(
            faults,
            fault => fault.StartsWith("venues.csv row 1 column nearStation: The column is missing.", StringComparison.Ordinal)
        );
        Assert.Contains(faults, fault => fault.StartsWith("venues.csv row 1 column station: Unknown column.", StringComparison.Ordinal));
        Assert.Equal(3, faults.Count);
    }

    [Fact]
    public void A_row_with_a_comma_too_many_is_a_fault()
    {
        ReplaceFirst("venues.csv", "Training centre, Newcastle", "Training centre\",\" Newcastle");
        Assert.Contains(
            CatalogueFolder.Read(folder.FullName).Faults,
            fault => fault is { File: "venues.csv", Row: 2 } && fault.Advice.Contains("cells", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_same_id_twice_is_a_fault()
    {
        var file = Path.Combine(folder.FullName, "providers.csv");
        File.AppendAllText(file, File.ReadAllLines(file)[1] + "\n");
        Assert.Contains(CatalogueFolder.Read(folder.FullName).Faults, fault => fault is { File: "providers.csv", Row: 16, Column: "id" });
    }

    [Fact]
    public void A_cohort_without_sessions_and_sessions_without_a_cohort_are_faults()
    {
        var file = Path.Combine(folder.FullName, "sessions.csv");
        var rows = File.ReadAllLines(file);
        var first = rows[1].Split(',')[0];
        File.WriteAllLines(
            file,
            rows.Where(row => !row.StartsWith(first + ",", StringComparison.Ordinal)).Append("nobody,2027-01-20,online,16:00,17:00")
        );
        var faults = CatalogueFolder.Read(folder.FullName).Faults;
        Assert.Contains(faults, fault => fault.File == "cohorts.csv" && fault.Value == first);
        Assert.Contains(faults, fault => fault.File == "sessions.csv" && fault.Value == "nobody");
    }

    [Fact]
    public void A_file_that_is_not_text_is_reported_as_such()
    {
        File.WriteAllBytes(Path.Combine(folder.FullName, "venues.csv"), [0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe, 0x00]);
        Assert.Contains(
            CatalogueFolder.Read(folder.FullName).Faults,
            fault => fault.File == "venues.csv" && fault.Advice.Contains("UTF-8", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_reported_as_such() =>
        Assert.Contains(
            "This folder does not exist",
            Assert.Single(CatalogueFolder.Read(Path.Combine(folder.FullName, "nowhere")).Faults).Advice,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_version_is_of_the_content_whatever_the_order_of_rows_and_columns()
    {
        var version = CatalogueFolder.Load(folder.FullName).Version;
        foreach (var file in folder.EnumerateFiles())
        {
            var rows = File.ReadAllLines(file.FullName);
            File.WriteAllLines(file.FullName, [rows[0], .. rows[1..].Reverse()]);
        }
        Assert.Equal(version, CatalogueFolder.Load(folder.FullName).Version);
        var providers = Path.Combine(folder.FullName, "providers.csv");
        File.WriteAllLines(providers, File.ReadAllLines(providers).Select((row, i) => (i == 0 ? "notes," : "a note,") + row));
        Assert.Equal(version, CatalogueFolder.Load(folder.FullName).Version);
    }

    [Theory]
    [InlineData("about.csv", "1000", "1001")]
    [InlineData("providers.csv", "Careers specialist, North East", "Careers specialist, the North East")]
    [InlineData("courses.csv", ",3 4 5,", ",3 4,")]
    [InlineData("venues.csv", "true", "false")]
    [InlineData("cohorts.csv", ",false,12,", ",false,13,")]
    [InlineData("sessions.csv", ",09:30,", ",09:35,")]
    [InlineData("terms.csv", "2026-12-18", "2026-12-17")]
    public void Whatever_is_changed_is_another_version(string file, string right, string other)
    {
        var version = CatalogueFolder.Load(folder.FullName).Version;
        ReplaceFirst(file, right, other);
        Assert.NotEqual(version, CatalogueFolder.Load(folder.FullName).Version);
    }

    private void ReplaceFirst(string file, string right, string wrong)
    {
        var path = Path.Combine(folder.FullName, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} has no {right}.");
        File.WriteAllText(path, text[..at] + wrong + text[(at + right.Length)..]);
    }
}
