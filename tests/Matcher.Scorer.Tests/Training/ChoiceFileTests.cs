using Matcher.Data.Csv;
using Matcher.Protos;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Tests.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Tests.Training;

/// <summary>Files of choices, written here or by somebody else.</summary>
public sealed class ChoiceFileTests(LoadedSimulator loaded) : IClassFixture<LoadedSimulator>, IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var choices = Write();
        var read = Read(out var faults);
        Assert.Empty(faults);
        Assert.Equal(choices.Count, read.Count);
        foreach (var (written, back) in choices.Zip(read))
        {
            Assert.Equal(written.Profile, back.Profile);
            Assert.Equal((written.Today, written.IsSimulated), (back.Today, back.IsSimulated));
            Assert.True(back.SaysWhatWasShown);
            Assert.Equal(written.Candidates[written.Chosen], back.Candidates[back.Chosen]);
            Assert.Equal(written.CourseCount, back.CourseCount);
            // What was offered comes back in an order that tells nothing.
            Assert.Equivalent(
                written.Candidates.Select(candidate => candidate.Cohort.Id).Order(),
                back.Candidates.Select(candidate => candidate.Cohort.Id).Order()
            );
            Assert.NotEqual(written.Candidates, back.Candidates);
        }
    }

    [Fact]
    public void A_chooser_may_have_said_what_kind_of_organisation_they_would_like()
    {
        var choices = Write();
        for (var row = 1; row <= choices[0].Candidates.Length; row++)
            Change(row, "preferredProviderType", "university");
        var read = Read(out var faults);
        Assert.Empty(faults);
        Assert.Equal(ProviderType.University, read[0].Profile.PreferredProviderType);

        Write(read);
        Assert.Equal(ProviderType.University, Read(out _)[0].Profile.PreferredProviderType);
    }

    [Fact]
    public void A_file_of_the_time_before_a_column_was_there_is_still_read()
    {
        var choices = Write();
        var columns = ChoiceColumns.Optional.Select(name => ChoiceColumns.All.Index().First(each => each.Item == name).Index).ToList();
        File.WriteAllLines(
            file,
            File.ReadAllLines(file).Select(line => string.Join(',', line.Split(',').Where((_, index) => !columns.Contains(index))))
        );
        var read = Read(out var faults);
        Assert.Empty(faults);
        Assert.Equal(choices.Count, read.Count);
        Assert.All(
            read,
            choice =>
            {
                Assert.Equal(ProviderType.Unspecified, choice.Profile.PreferredProviderType);
                // A cohort that names no course is one of its own.
                Assert.Equal(choice.Candidates.Length, choice.CourseCount);
                Assert.False(choice.SaysWhatWasShown);
                Assert.Null(choice.Positions);
            }
        );
    }

    [Fact]
    public void Cohorts_of_a_course_are_told_apart_from_those_of_others_by_its_id()
    {
        var choices = Write();
        for (var row = 1; row <= choices[0].Candidates.Length; row++)
            Change(row, "course", "one-course");
        Assert.Equal(1, Read(out _)[0].CourseCount);
    }

    [Fact]
    public void Only_what_was_shown_counts_as_refused_and_the_position_of_each_is_kept()
    {
        var choices = Write();
        var chosen = 1 + choices[0].Chosen;
        int[] shown = [chosen, chosen == 1 ? 2 : 1];
        for (var row = 1; row <= choices[0].Candidates.Length; row++)
            Change(row, "shown", shown.Contains(row) ? "true" : "false");
        foreach (var (index, row) in shown.Index())
            Change(row, "position", $"{index + 7}");
        var read = Read(out var faults)[0];
        Assert.Empty(faults);
        Assert.True(read.SaysWhatWasShown);
        Assert.Equal(2, read.Candidates.Length);
        Assert.Equal(choices[0].Candidates[choices[0].Chosen].Cohort.Id, read.Candidates[read.Chosen].Cohort.Id);
        Assert.Equal((7, 8), (read.Positions![read.Chosen], read.Positions[1 - read.Chosen]));
    }

    [Fact]
    public void A_chooser_who_took_what_was_not_shown_or_of_whose_rows_only_some_say_so_is_left_out()
    {
        var choices = Write();
        Change(1 + choices[0].Chosen, "shown", "false");
        Assert.Equal(choices.Count - 1, Read(out var faults).Count);
        Assert.Equal("shown", Assert.Single(faults).Column);
        Change(1 + choices[0].Chosen, "shown", "");
        Assert.Equal(choices.Count - 1, Read(out faults).Count);
        Assert.All(faults, fault => Assert.Equal("shown", fault.Column));
    }

    [Theory]
    [InlineData("accreditation", "level9", "accreditation")]
    [InlineData("distanceMiles", "near", "distanceMiles")]
    [InlineData("startsOn", "soon", "startsOn")]
    [InlineData("chosen", "maybe", "chosen")]
    [InlineData("studyHoursPerWeek", "99", "studyHoursPerWeek")]
    [InlineData("sessionTypes", "", "sessionTypes")]
    [InlineData("attendableSessions", "500", "attendableSessions")]
    public void A_bad_cell_is_named_and_its_chooser_left_out_whole(string column, string value, string named)
    {
        var choices = Write();
        Change(row: 1, column, value);
        var read = Read(out var faults);
        Assert.Contains(faults, fault => fault.Column == named && fault.Row == 2);
        Assert.Equal(choices.Count - 1, read.Count);
        Assert.Equal(choices[1].Profile, read[0].Profile);
    }

    [Fact]
    public void A_chooser_who_took_nothing_or_two_or_was_offered_a_cohort_twice_is_told()
    {
        var choices = Write();
        var chosen = 1 + choices[0].Chosen;
        Change(chosen, "chosen", "false");
        Read(out var none);
        Assert.Contains("took 0", Assert.Single(none).Advice, StringComparison.Ordinal);
        Change(chosen, "chosen", "true");
        Change(chosen == 1 ? 2 : 1, "chosen", "true");
        Read(out var two);
        Assert.Contains("took 2", Assert.Single(two).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_contradict_each_other_or_are_not_together_are_reported()
    {
        Write();
        Change(row: 2, "sector", "utc");
        Change(row: 3, "today", "2020-01-01");
        Read(out var faults);
        Assert.Contains(faults, fault => fault.Advice.Contains("something else", StringComparison.Ordinal));

        Write();
        var lines = File.ReadAllLines(file);
        File.WriteAllLines(file, [.. lines, lines[1]]);
        Read(out faults);
        Assert.Contains(faults, fault => fault.Advice.Contains("are not together", StringComparison.Ordinal));
    }

    [Fact]
    public void Lone_quotation_marks_hide_no_rows_and_a_row_without_bound_is_a_fault()
    {
        Write();
        // Two cells become one that ends three rows later, in the same column.
        Change(2, "shown", "\"true");
        Change(5, "shown", "true\"");
        var lines = File.ReadAllLines(file);
        Read(out var faults);
        Assert.Contains(
            faults,
            fault => fault.Row == 3 && fault.Advice.Contains("row 6 a quotation mark is not closed", StringComparison.Ordinal)
        );

        foreach (var filling in new[] { ',', '"', 'x' })
        {
            File.WriteAllLines(file, [.. lines[..2], $"\"{new string(filling, 1_000_001)}"]);
            Read(out faults);
            Assert.Contains(faults, fault => fault.Row == 3 && fault.Advice.Contains("longer than", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(1, "1", 0)]
    [InlineData(4, "1", 0)]
    [InlineData(-1, "2", 1)]
    public void A_row_with_a_cell_too_many_is_one_bad_row_and_only_its_chooser_is_left_out(int row, string chooser, int leftOut)
    {
        var choices = Write();
        var line = row > 0 ? row : choices[0].Candidates.Length + 1;
        var lines = File.ReadAllLines(file);
        Assert.StartsWith($"simulated-{chooser},", lines[line], StringComparison.Ordinal);
        lines[line] += ",1";
        File.WriteAllLines(file, lines);
        var read = Read(out var faults);
        Assert.Contains(faults, fault => fault.Row == line + 1 && fault.Advice.Contains("cells", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.HidesRows);
        Assert.Equal(choices.Where((_, index) => index != leftOut).Select(choice => choice.Profile), read.Select(choice => choice.Profile));
    }

    [Fact]
    public void Words_and_dates_are_read_in_every_form_in_which_waiting_lists_have_them()
    {
        var choices = Write();
        Change(row: 1, "today", "15 June 2026");
        Change(row: 2, "today", "15/06/2026 09:30");
        for (var row = 3; row <= choices[0].Candidates.Length; row++)
            Change(row, "today", "2026-06-15");
        for (var row = 1; row <= choices[0].Candidates.Length; row++)
        {
            Change(row, "preferredAccreditation", row == 1 ? "L6" : "Level 6");
            Change(row, "canStayOvernight", "No");
            Change(row, "sessionTypes", "full day;online");
        }
        var read = Read(out var faults)[0];
        Assert.Empty(faults);
        Assert.Equal(Accreditation.Level6, read.Profile.PreferredAccreditation);
        Assert.False(read.Profile.CanStayOvernight);
        Assert.Equal(new DateOnly(2026, 6, 15).ToMessage(), read.Today);
        Assert.All(
            read.Candidates,
            candidate => Assert.Equal([SessionType.WeekdayFullDay, SessionType.Online], candidate.Cohort.SessionTypes)
        );
    }

    [Fact]
    public void A_date_that_is_month_first_can_not_be_skipped_as_the_others_may_be_too()
    {
        Write();
        Change(row: 1, "today", "6/15/2026");
        Read(out var faults);
        Assert.Contains(faults, fault => fault is { Row: 2, Column: "today", HidesRows: true });
    }

    [Fact]
    public void A_row_that_does_not_say_whose_it_is_may_be_of_both_beside_it_and_of_nobody_else()
    {
        var choices = Write();
        var lines = File.ReadAllLines(file).ToList();
        lines.Insert(choices[0].Candidates.Length + 1, ",,");
        lines[choices[0].Candidates.Length + 1] = "x,y";
        File.WriteAllLines(file, lines);
        Assert.Equal(choices[2].Profile, Assert.Single(Read(out var faults)).Profile);
        Assert.Equal(3, faults.Count);
    }

    [Fact]
    public void A_file_full_of_faults_is_given_up()
    {
        Write();
        File.WriteAllLines(
            file,
            [File.ReadLines(file).First(), .. Enumerable.Range(0, 5_000).Select(i => $"{i}" + new string(',', ChoiceColumns.All.Count - 1))]
        );
        Assert.Empty(Read(out var faults));
        Assert.Contains("not read", faults[^1].Advice, StringComparison.Ordinal);
    }

    private IReadOnlyList<Choice> Write()
    {
        var simulator = loaded.Simulator;
        return Write(Choice.Of(simulator.Choosers(simulator.Base, ProfileCompleteness.Varied).Draw(3, DrawPurpose.Outside, default)));
    }

    private IReadOnlyList<Choice> Write(IReadOnlyList<Choice> choices)
    {
        using var writer = new StreamWriter(file);
        ChoiceFile.Write(choices, writer);
        return choices;
    }

    private IReadOnlyList<Choice> Read(out List<Fault> faults)
    {
        faults = [];
        return ChoiceFile.Read(file, faults, default).Choices;
    }

    private void Change(int row, string column, string value)
    {
        var lines = File.ReadAllLines(file);
        var cells = lines[row].Split(',');
        cells[ChoiceColumns.All.Index().First(each => each.Item == column).Index] = value;
        lines[row] = string.Join(',', cells);
        File.WriteAllLines(file, lines);
    }
}
