using System.IO.Compression;
using Matcher.Data.Catalogues;
using Matcher.Data.Csv;

namespace Matcher.Data.Tests.Catalogues;

/// <summary>What can be served and is probably a mistake is found too, and says what to do.</summary>
public sealed class CatalogueWarningsTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 11, 17, 9, 29, 0);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public CatalogueWarningsTests()
    {
        foreach (var file in Directory.EnumerateFiles(DataFiles.Catalogue))
            File.Copy(file, At(Path.GetFileName(file)));
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_sample_has_no_warning_on_any_day() =>
        Assert.Empty(CatalogueFolder.Read(folder.FullName).Warnings.At(DateTime.MaxValue));

    [Fact]
    public void A_provider_without_a_course_and_a_course_without_a_cohort_are_warnings()
    {
        Append("providers.csv", "new-college,New College,university,national,London");
        Append("courses.csv", "new-course,new-university,A new course,level7,20,blended,30,3,balanced,,4,oneToOne,90");
        Append("providers.csv", "new-university,New University,university,national,London");
        Assert.Equal(
            [
                "providers.csv row 16 column id: \"new-college\". courses.csv has no course of this provider, so it is never recommended. Add its courses there, or remove it here.",
                "courses.csv row 40 column id: \"new-course\". cohorts.csv has no cohort of this course, so it is never recommended. Add its cohorts there, or remove it here.",
            ],
            Warnings().Select(warning => warning.ToString())
        );
    }

    [Fact]
    public void A_session_on_a_bank_holiday_is_a_warning()
    {
        Replace("sessions.csv", "york-2611,2026-12-14,online", "york-2611,2026-12-28,online");
        Assert.Equal(
            "sessions.csv row 3 column date: \"2026-12-28\". This is a bank holiday in England: Boxing Day, substitute day. Correct the date, or leave it if the cohort does meet then.",
            Assert.Single(Warnings()).ToString()
        );
    }

    [Fact]
    public void The_bank_holidays_are_those_of_England()
    {
        // https://www.gov.uk/bank-holidays, England and Wales, with the days at a weekend that others stand in for.
        const string holidays = """
            2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-26 2026-12-28
            2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-25 2027-12-26 2027-12-27 2027-12-28
            2028-01-01 2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
            """;
        var (first, last) = (new DateOnly(2026, 1, 1), new DateOnly(2028, 12, 31));
        var days = last.DayNumber - first.DayNumber + 1;
        var cohorts = CatalogueFolder.Load(folder.FullName).Cohorts;
        // Late in the evening, when no cohort meets.
        for (var day = 0; day < days; day++)
            Append("sessions.csv", $"{cohorts[day * cohorts.Count / days].Id},{first.AddDays(day):yyyy-MM-dd},online,23:00,23:30");
        Assert.Empty(CatalogueFolder.Read(folder.FullName).Faults);
        Assert.Equal(
            holidays.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries),
            Warnings().Where(warning => warning.Advice.Contains("bank holiday", StringComparison.Ordinal)).Select(warning => warning.Value)
        );
    }

    [Theory]
    [InlineData("2026-11-17,weekdayFullDay", "2025-11-17,weekdayFullDay", 2, "392 days before the next one")]
    [InlineData("2027-02-01,online", "2028-02-01,online", 7, "337 days after the one before")]
    [InlineData("2027-03-01,weekdayFullDay", "2028-03-01,weekdayFullDay", 8, "394 days after the one before")]
    public void A_session_far_from_the_others_of_its_cohort_is_a_warning(string right, string mistyped, int row, string saying)
    {
        Replace("sessions.csv", $"york-2611,{right}", $"york-2611,{mistyped}");
        var warning = Assert.Single(Warnings());
        Assert.Equal(("sessions.csv", row, "date"), (warning.File, warning.Row, warning.Column));
        Assert.Contains(saying, warning.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_that_are_left_when_a_cohort_begins_are_a_warning_unless_the_dates_move()
    {
        Assert.Empty(Warnings());
        Replace("about.csv", "true,2026-09-01,", "false,,");
        Assert.DoesNotContain(Warnings(Now), warning => warning.Value == "15");
        Assert.Contains(
            "cohorts.csv row 2 column placesLeft: \"15\". The cohort began on 2026-11-17, so nobody can take these places. Write 0, or correct the dates of its sessions in sessions.csv.",
            Warnings(Now.AddMinutes(1)).Select(warning => warning.ToString())
        );
        Replace("cohorts.csv", ",16,15,6,", ",16,0,6,");
        Assert.DoesNotContain(Warnings(Now.AddMinutes(1)), warning => warning.Row == 2);
    }

    [Fact]
    public void Dates_that_move_are_a_fault_of_a_catalogue_that_is_not_illustrative()
    {
        Replace("about.csv", "true,", "false,");
        var (catalogue, faults) = CatalogueFolder.Read(folder.FullName);
        Assert.Null(catalogue);
        Assert.Equal(
            "about.csv row 2 column movesFrom: \"2026-09-01\". Only an illustrative catalogue has dates that move. Empty this cell, so that the dates of your cohorts stay as you write them.",
            Assert.Single(faults).ToString()
        );
    }

    [Fact]
    public void A_run_that_was_begun_before_such_dates_were_a_fault_keeps_its_catalogue()
    {
        Replace("about.csv", "true,", "false,");
        using var files = new MemoryStream();
        ZipFile.CreateFromDirectory(folder.FullName, files);
        Assert.Equal(new DateOnly(2026, 9, 1), CatalogueArchive.LoadFiles(files.ToArray()).About.MovesFrom);
    }

    [Fact]
    public void Faults_hide_no_warnings_and_make_none()
    {
        Append("providers.csv", "new-college,New College,university,national,London");
        Replace("courses.csv", ",3 4 5,", ",3 4 9,");
        Replace("cohorts.csv", ",16,15,6,", ",16,99,6,");
        Replace("sessions.csv", "york-2611,2026-12-14,online", "york-2611,2026-12-28,online");
        Assert.Equal(2, CatalogueFolder.Read(folder.FullName).Faults.Count);
        Assert.Equal(["providers.csv", "sessions.csv"], Warnings().Select(warning => warning.File));
        // A course or a cohort that can't be read may be the one that is missed.
        Replace("courses.csv", "Careers Leadership at Level 6, full days", "Careers Leadership\", \"full days");
        File.Delete(At("cohorts.csv"));
        Assert.Equal(["sessions.csv"], Warnings().Select(warning => warning.File));
    }

    private IReadOnlyList<Fault> Warnings(DateTime? now = null) => CatalogueFolder.Read(folder.FullName).Warnings.At(now ?? Now);

    private string At(string file) => Path.Combine(folder.FullName, file);

    private void Append(string file, string row) => File.AppendAllText(At(file), $"{row}\n");

    private void Replace(string file, string right, string wrong)
    {
        var text = File.ReadAllText(At(file));
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} has no {right}.");
        File.WriteAllText(At(file), text[..at] + wrong + text[(at + right.Length)..]);
    }
}
