using System.Globalization;
using CsvHelper;
using Matcher.Data.Csv;
using Matcher.Data.Domain;
using Matcher.Protos;
using Matcher.Scorer.Simulation;
using V1 = Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Training;

/// <summary>What was read of a file.</summary>
/// <param name="Choices">Those without fault.</param>
/// <param name="Rows">How many rows there are below the heading, faulty ones too.</param>
internal sealed record ChoicesRead(IReadOnlyList<Choice> Choices, int Rows);

/// <summary>
/// Choices as a CSV file, a row for each offered cohort, the rows of a chooser together: simulated ones and recorded ones alike.
/// </summary>
internal static class ChoiceFile
{
    private const int MostCandidates = 10_000;
    private const int MostFaults = 1_000;

    /// <summary>Writes choices.</summary>
    /// <param name="choices">As many as there are; they are taken one by one.</param>
    /// <param name="to">Where to write.</param>
    /// <returns>How many rows were written below the heading.</returns>
    public static int Write(IEnumerable<Choice> choices, TextWriter to)
    {
        using var csv = new CsvWriter(to, CultureInfo.InvariantCulture, leaveOpen: true);
        foreach (var column in ChoiceColumns.All)
            csv.WriteField(column);
        csv.NextRecord();
        var rows = 0;
        foreach (var (chooser, choice) in choices.Index())
        {
            for (var candidate = 0; candidate < choice.Candidates.Length; candidate++, rows++)
            {
                foreach (var cell in ChoiceColumns.Cells(Row(chooser + 1, choice, candidate)))
                    csv.WriteField(cell);
                csv.NextRecord();
            }
        }
        return rows;
    }

    private static ChoiceRow Row(int chooser, Choice choice, int candidate) =>
        new(
            $"{(choice.IsSimulated ? ChoiceColumns.Simulated : "")}{chooser}",
            choice.Today,
            candidate == choice.Chosen,
            choice.SaysWhatWasShown ? true : null,
            choice.Positions?[candidate] ?? 0,
            choice.Profile,
            choice.Candidates[candidate]
        );

    /// <summary>Reads choices.</summary>
    /// <param name="file">The path.</param>
    /// <param name="faults">Where faults are added; after a thousand the rest of the file is not read. A chooser with a faulty row is left
    /// out whole.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static ChoicesRead Read(string file, ICollection<Fault> faults, CancellationToken cancellation)
    {
        var choices = new Dictionary<string, Choice>(StringComparer.Ordinal);
        var cohorts = new Dictionary<string, V1.Cohort>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        var groups = new ChooserRows(TakeGroup);
        foreach (var row in CsvTable.Stream(file, ChoiceColumns.All, faults, ChoiceColumns.LargestFile, ChoiceColumns.Optional))
        {
            cancellation.ThrowIfCancellationRequested();
            if (faults.Count >= MostFaults)
            {
                var advice = $"There are more than {MostFaults} faults: the rest of the file was not read. Correct those first.";
                faults.Add(new(Path.GetFileName(file), 0, "", "", advice) { HidesRows = true });
                return new([.. choices.Values], count);
            }
            count++;
            groups.Add(row);
        }
        groups.End();
        return new([.. choices.Values], count);

        void TakeGroup(List<CsvRow> group)
        {
            var chooser = group[0].Text("chooser");
            if (!seen.Add(chooser))
            {
                group[0].AddError("chooser", "The rows of this chooser are not together. Sort the file by chooser.");
                choices.Remove(chooser);
            }
            if (ReadOne(group, cohorts) is { } choice)
                choices.Add(chooser, Shuffled(choice, seen.Count));
        }
    }

    private static Choice? ReadOne(List<CsvRow> rows, Dictionary<string, V1.Cohort> cohorts)
    {
        var first = rows[0];
        var said = Same(first, ChoiceColumns.OfChooser);
        var profile = ReadProfile(first);
        var today = Day(first, "today");
        var candidates = rows.ConvertAll(row => ReadCandidate(row, cohorts));
        foreach (var row in rows.Where(row => Same(row, ChoiceColumns.OfChooser) != said && !SaysTheSame(row)))
        {
            row.AddError(
                "chooser",
                "This row says something else of the chooser or the day than their first row. Give all rows of a chooser the same."
            );
        }

        foreach (var row in rows.GroupBy(row => row.Cell("cohort")).SelectMany(same => same.Skip(1)))
            row.AddError("cohort", "The chooser was offered this cohort in a row before. Remove one of the rows.");
        if (rows.Count > MostCandidates)
            first.AddError("chooser", $"More than {MostCandidates} cohorts were offered. Leave out those that are over.");
        var chosen = rows.FindAll(row => row.Flag("chosen")).Count;
        if (chosen != 1 && !rows.Exists(row => row.HasFault("chosen", "chooser")))
            first.AddError("chosen", $"The chooser took {chosen} of the cohorts offered. Write true in exactly one of their rows.");
        var saysShown = rows.TrueForAll(row => row.Has("shown"));
        foreach (var row in rows.Where(row => row.Has("shown") && !saysShown))
        {
            row.AddError(
                "shown",
                "Some rows of this chooser say whether the cohort was shown, and some do not. Fill in all of them, or none."
            );
        }

        var shown = rows.ConvertAll(row => !row.Has("shown") || row.Flag("shown"));
        var positions = rows.ConvertAll(row => row.Has("position") ? row.WholeNumber("position", 1, MostCandidates) : 0);
        foreach (var (row, was) in rows.Zip(shown))
        {
            if (!was && row.Flag("chosen"))
                row.AddError("shown", "The chooser took this cohort, so it was shown. Write true.");
        }

        if (rows.Exists(row => row.IsFaulty))
            return null;

        // The same may be written in more ways than one.
        bool SaysTheSame(CsvRow row) => ReadProfile(row).Equals(profile) && Day(row, "today") == today;

        // Only what was shown can have been refused.
        var seen = Enumerable.Range(0, rows.Count).Where(i => shown[i]).ToArray();
        return new(profile, today, [.. seen.Select(i => candidates[i])], Array.FindIndex(seen, i => rows[i].Flag("chosen")))
        {
            IsSimulated = first.Cell("chooser").StartsWith(ChoiceColumns.Simulated, StringComparison.Ordinal),
            SaysWhatWasShown = saysShown,
            Positions = positions.Exists(position => position > 0) ? [.. seen.Select(i => positions[i])] : null,
        };
    }

    // A file may list what was offered by distance or by rank; what is learned from is sampled by index.
    private static Choice Shuffled(Choice choice, int index)
    {
        var order = Enumerable.Range(0, choice.Candidates.Length).ToArray();
        new Dice(0, DrawPurpose.Outside, index).Shuffle<int>(order);
        return new(
            choice.Profile,
            choice.Today,
            [.. order.Select(candidate => choice.Candidates[candidate])],
            Array.IndexOf(order, choice.Chosen)
        )
        {
            IsSimulated = choice.IsSimulated,
            SaysWhatWasShown = choice.SaysWhatWasShown,
            Positions = choice.Positions is { } positions ? [.. order.Select(candidate => positions[candidate])] : null,
        };
    }

    private static V1.Profile ReadProfile(CsvRow row)
    {
        var profile = new V1.Profile
        {
            PreferredAccreditation = (V1.Accreditation)Member<Accreditation>(row, "preferredAccreditation"),
            Sector = (V1.Sector)Member<Sector>(row, "sector"),
            ExperienceProfile = (V1.ExperienceProfile)Member<ExperienceProfile>(row, "experienceProfile"),
            Seniority = (V1.Seniority)Member<Seniority>(row, "seniority"),
            HighestCareersQualification = (V1.CareersQualification)Member<CareersQualification>(row, "highestCareersQualification"),
            AcademicWriting = (V1.AcademicWriting)Member<AcademicWriting>(row, "academicWriting"),
            Balance = (V1.Balance)Member<Balance>(row, "balance"),
            Pace = (V1.Pace)Member<Pace>(row, "pace"),
            PreferredProviderType = (V1.ProviderType)Member<ProviderType>(row, "preferredProviderType"),
            KnownProviderIds = { row.Ids("knownProviders") },
            Benchmarks = { row.WholeNumbers("benchmarks", 1, 8) },
        };
        if (row.Has("openToTravel"))
            profile.OpenToTravel = row.Flag("openToTravel");
        if (row.Has("canStayOvernight"))
            profile.CanStayOvernight = row.Flag("canStayOvernight");
        if (row.Has("studyHoursPerWeek"))
            profile.StudyHoursPerWeek = row.Number("studyHoursPerWeek", 0, 40);
        if (row.Has("yearsInCareers"))
            profile.YearsInCareers = row.Number("yearsInCareers", 0, 60);
        return profile;
    }

    private static V1.Candidate ReadCandidate(CsvRow row, Dictionary<string, V1.Cohort> cohorts)
    {
        // Many rows have the same cohort: one message serves them all.
        var content = Same(row, ChoiceColumns.OfCohort);
        if (!cohorts.TryGetValue(content, out var cohort))
        {
            cohort = ReadCohort(row);
            if (!row.IsFaulty)
                cohorts.Add(content, cohort);
        }
        return new()
        {
            Cohort = cohort,
            DistanceMiles = row.Number("distanceMiles", 0, 13_000),
            AttendableSessions = row.WholeNumber("attendableSessions", 0, Math.Max(1, cohort.Sessions)),
        };
    }

    private static V1.Cohort ReadCohort(CsvRow row)
    {
        var cohort = new V1.Cohort
        {
            Id = row.Id("cohort"),
            CourseId = row.Has("course") ? row.Id("course") : "",
            ProviderId = row.Id("provider"),
            ProviderType = (V1.ProviderType)Number(row.Word<ProviderType>("providerType")),
            Coverage = (V1.Coverage)Number(row.Word<Coverage>("coverage")),
            Accreditation = (V1.Accreditation)Number(row.Word<Accreditation>("accreditation")),
            Credits = row.WholeNumber("credits", 0, 120),
            ContactHours = row.Number("contactHours", 0, 1_000),
            SelfStudyHoursPerWeek = row.Number("selfStudyHoursPerWeek", 0, 40),
            Balance = (V1.Balance)Number(row.Word<Balance>("courseBalance")),
            Sectors = { row.WordList<Sector>("courseSectors").Select(sector => (V1.Sector)Number(sector)) },
            Benchmarks = { row.WholeNumbers("courseBenchmarks", 1, 8) },
            SatisfactionPercent = row.Number("satisfactionPercent", 0, 100),
            CatchUp = (V1.CatchUp)Number(row.Word<CatchUp>("catchUp")),
            StartsOn = Day(row, "startsOn"),
            Weeks = row.WholeNumber("weeks", 1, 156),
            Sessions = row.WholeNumber("sessions", 1, 200),
            SessionTypes = { row.WordList<SessionType>("sessionTypes").Select(type => (V1.SessionType)Number(type)) },
            DaysAwayFromSchool = row.Number("daysAwayFromSchool", 0, 200),
            Residential = row.Flag("residential"),
            NearStation = row.Flag("nearStation"),
        };
        if (cohort.SessionTypes.Count == 0 && !row.HasFault("sessionTypes"))
            row.AddError("sessionTypes", "A cohort has at least one kind of session. Name it.");
        return cohort;
    }

    private static string Same(CsvRow row, IReadOnlyList<string> columns) => string.Join('\u001f', columns.Select(row.Cell));

    private static int Day(CsvRow row, string column) => row.Date(column).ToMessage();

    private static int Member<T>(CsvRow row, string column)
        where T : struct, Enum => row.Has(column) ? Number(row.Word<T>(column)) : 0;

    private static int Number<T>(T member)
        where T : struct, Enum => Convert.ToInt32(member, CultureInfo.InvariantCulture) + 1;
}
