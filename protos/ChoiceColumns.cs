using System.Globalization;
using System.Runtime.CompilerServices;
using Matcher.Data.Domain;
using Matcher.Data.Text;
using V1 = Matcher.Protos.Scoring.V1;

namespace Matcher.Protos;

/// <summary>A row of a file of choices: a cohort that somebody was offered.</summary>
/// <param name="Chooser">Tells those apart who chose.</param>
/// <param name="Today">The day they chose, as days since 1970-01-01.</param>
/// <param name="IsChosen">Whether they took this cohort.</param>
/// <param name="IsShown">Whether they saw it; null: not known.</param>
/// <param name="Position">Where its course was on the list, from 1; 0: not known.</param>
/// <param name="Profile">What the request says.</param>
/// <param name="Candidate">The cohort as they saw it.</param>
public readonly record struct ChoiceRow(
    string Chooser,
    int Today,
    bool IsChosen,
    bool? IsShown,
    int Position,
    V1.Profile Profile,
    V1.Candidate Candidate
);

/// <summary>
/// The columns of a file of choices and what is written in them; <c>data/README.md</c> says what each means. The API writes such files from
/// decisions, and training writes and reads them.
/// </summary>
public static class ChoiceColumns
{
    /// <summary>What the names of simulated choosers begin with.</summary>
    public const string Simulated = "simulated-";

    /// <summary>The largest file that is read, in bytes: 50,000 choosers of some 90 candidates.</summary>
    public const long LargestFile = 1024L * 1024 * 1024;

    /// <summary>Who chose, when, and whether it was this cohort.</summary>
    private static readonly (string Name, Func<ChoiceRow, string> Write)[] Row =
    [
        ("chooser", row => row.Chooser),
        ("today", row => Day(row.Today)),
        ("chosen", row => Text(row.IsChosen)),
        ("shown", row => row.IsShown is { } shown ? Text(shown) : ""),
        ("position", row => row.Position > 0 ? Text(row.Position) : ""),
    ];

    /// <summary>What the request says; empty where it says nothing.</summary>
    private static readonly (string Name, Func<V1.Profile, string> Write)[] Profile =
    [
        ("openToTravel", p => p.HasOpenToTravel ? Text(p.OpenToTravel) : ""),
        ("canStayOvernight", p => p.HasCanStayOvernight ? Text(p.CanStayOvernight) : ""),
        ("studyHoursPerWeek", p => p.HasStudyHoursPerWeek ? Text(p.StudyHoursPerWeek) : ""),
        ("preferredAccreditation", p => Word<Accreditation>((int)p.PreferredAccreditation)),
        ("sector", p => Word<Sector>((int)p.Sector)),
        ("experienceProfile", p => Word<ExperienceProfile>((int)p.ExperienceProfile)),
        ("yearsInCareers", p => p.HasYearsInCareers ? Text(p.YearsInCareers) : ""),
        ("seniority", p => Word<Seniority>((int)p.Seniority)),
        ("highestCareersQualification", p => Word<CareersQualification>((int)p.HighestCareersQualification)),
        ("academicWriting", p => Word<AcademicWriting>((int)p.AcademicWriting)),
        ("balance", p => Word<Balance>((int)p.Balance)),
        ("pace", p => Word<Pace>((int)p.Pace)),
        ("preferredProviderType", p => Word<ProviderType>((int)p.PreferredProviderType)),
        ("knownProviders", p => string.Join(' ', p.KnownProviderIds)),
        ("benchmarks", p => string.Join(' ', p.Benchmarks)),
    ];

    /// <summary>The cohort that was offered.</summary>
    private static readonly (string Name, Func<V1.Cohort, string> Write)[] Cohort =
    [
        ("cohort", c => c.Id),
        ("course", c => c.CourseId),
        ("provider", c => c.ProviderId),
        ("providerType", c => Word<ProviderType>((int)c.ProviderType)),
        ("coverage", c => Word<Coverage>((int)c.Coverage)),
        ("accreditation", c => Word<Accreditation>((int)c.Accreditation)),
        ("credits", c => Text(c.Credits)),
        ("contactHours", c => Text(c.ContactHours)),
        ("selfStudyHoursPerWeek", c => Text(c.SelfStudyHoursPerWeek)),
        ("courseBalance", c => Word<Balance>((int)c.Balance)),
        ("courseSectors", c => string.Join(' ', c.Sectors.Select(sector => Word<Sector>((int)sector)))),
        ("courseBenchmarks", c => string.Join(' ', c.Benchmarks)),
        ("satisfactionPercent", c => Text(c.SatisfactionPercent)),
        ("catchUp", c => Word<CatchUp>((int)c.CatchUp)),
        ("startsOn", c => Day(c.StartsOn)),
        ("weeks", c => Text(c.Weeks)),
        ("sessions", c => Text(c.Sessions)),
        ("sessionTypes", c => string.Join(' ', c.SessionTypes.Select(type => Word<SessionType>((int)type)))),
        ("daysAwayFromSchool", c => Text(c.DaysAwayFromSchool)),
        ("residential", c => Text(c.Residential)),
        ("nearStation", c => Text(c.NearStation)),
    ];

    /// <summary>The cohort as the chooser saw it.</summary>
    private static readonly (string Name, Func<V1.Candidate, string> Write)[] Candidate =
    [
        ("distanceMiles", c => Text(c.DistanceMiles)),
        ("attendableSessions", c => Text(c.AttendableSessions)),
    ];

    /// <summary>The heading.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Row.Select(column => column.Name),
        .. Profile.Select(column => column.Name),
        .. Cohort.Select(column => column.Name),
        .. Candidate.Select(column => column.Name),
    ];

    /// <summary>The columns that older files may lack: nobody was asked then.</summary>
    public static IReadOnlyList<string> Optional { get; } = ["preferredProviderType", "course", "shown", "position"];

    /// <summary>The columns that are the same in all rows of a chooser.</summary>
    public static IReadOnlyList<string> OfChooser { get; } = ["today", .. Profile.Select(column => column.Name)];

    /// <summary>The columns that are the same in all rows of a cohort.</summary>
    public static IReadOnlyList<string> OfCohort { get; } = [.. Cohort.Select(column => column.Name)];

    /// <summary>The cells of a row.</summary>
    public static IEnumerable<string> Cells(ChoiceRow row) =>
        [
            .. Row.Select(column => column.Write(row)),
            .. Profile.Select(column => column.Write(row.Profile)),
            .. Cohort.Select(column => column.Write(row.Candidate.Cohort)),
            .. Candidate.Select(column => column.Write(row.Candidate)),
        ];

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Day(int sinceEpoch) =>
        DateOnly
            .FromDayNumber(DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + sinceEpoch)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // A member of the contract's enum is one more than the domain's, and 0 says nothing.
    private static string Word<T>(int member)
        where T : struct, Enum
    {
        if (member == 0)
            return "";
        member--;
        return EnumNames.Of(Unsafe.As<int, T>(ref member));
    }
}
