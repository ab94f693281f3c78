using Matcher.Data.Domain;

namespace Matcher.Scorer.Simulation;

/// <summary>The days on which a made-up course may meet: all but August and the last two weeks of December.</summary>
internal sealed class OpenDays
{
    private const int FirstClosedDayOfDecember = 18;
    private readonly List<DateOnly> days = [];

    /// <summary>Lists them from a day on, for two years and one more for what runs over.</summary>
    public OpenDays(DateOnly from)
    {
        for (var day = from; day < from.AddYears(3); day = day.AddDays(1))
        {
            if (day is { Month: 8 } or { Month: 12, Day: >= FirstClosedDayOfDecember })
                continue;
            days.Add(day);
            if (day < from.AddYears(2))
                InTwoYears = days.Count;
        }
    }

    /// <summary>How many of them fall in the first two years.</summary>
    public int InTwoYears { get; }

    /// <summary>The day at an index.</summary>
    public DateOnly this[int index] => days[index];

    /// <summary>The first index from one on that suits a kind of session; of two days, it is the first.</summary>
    public int Next(int index, SessionType type)
    {
        while (!Suits(index, type))
            index++;
        return index;
    }

    private bool Suits(int index, SessionType type) =>
        type switch
        {
            SessionType.Weekend => days[index].DayOfWeek is DayOfWeek.Saturday,
            SessionType.TwoDaysBackToBack => days[index].DayOfWeek is >= DayOfWeek.Monday and <= DayOfWeek.Thursday
                && days[index + 1] == days[index].AddDays(1),
            SessionType.WeekdayFullDay or SessionType.WeekdayHalfDay or SessionType.Twilight or SessionType.Online => days[index].DayOfWeek
                is >= DayOfWeek.Monday
                    and <= DayOfWeek.Friday,
        };
}

/// <summary>
/// What an accredited course and the non-accredited one that follows it have in common. Numbers are about those of the sample.
/// </summary>
/// <param name="Pattern">The kind of its face-to-face sessions.</param>
/// <param name="FaceToFace">How often people meet face to face; two days back to back count once.</param>
/// <param name="Online">How often they meet online, at least once.</param>
/// <param name="Weeks">Weeks from the first session to the last, without those in which nothing takes place; a cohort may take two
/// more.</param>
/// <param name="Residential">Whether its two days back to back have a night away between them.</param>
/// <param name="Balance">Practice against theory.</param>
/// <param name="Sectors">As a course has them.</param>
/// <param name="Benchmarks">As a course has them.</param>
internal sealed record CourseForm(
    SessionType Pattern,
    int FaceToFace,
    int Online,
    int Weeks,
    bool Residential,
    Balance Balance,
    IReadOnlyList<Sector> Sectors,
    IReadOnlyList<int> Benchmarks
)
{
    private static readonly Sector[][] OwnContent =
    [
        [Sector.Secondary],
        [Sector.Secondary, Sector.SixthFormCollege],
        [Sector.SixthFormCollege, Sector.FurtherEducation],
        [Sector.Special, Sector.AlternativeProvision],
        [Sector.Secondary, Sector.Utc],
        [Sector.Secondary, Sector.Boarding],
    ];

    /// <summary>Hours with a tutor: a full day is 6 and a Saturday 5, as lunch takes half an hour.</summary>
    public double ContactHours =>
        1.5 * Online
        + FaceToFace
            * Pattern switch
            {
                SessionType.WeekdayHalfDay => 3,
                SessionType.TwoDaysBackToBack => 12,
                SessionType.Twilight => 2,
                SessionType.Weekend => 5,
                SessionType.WeekdayFullDay or SessionType.Online => 6,
            };

    /// <summary>Draws a form.</summary>
    public static CourseForm Draw(Dice dice, ProviderType provider, Accreditation level, SessionType pattern, bool residential)
    {
        var meetings = pattern switch
        {
            SessionType.WeekdayHalfDay or SessionType.Twilight => 8,
            SessionType.TwoDaysBackToBack => 2,
            SessionType.Weekend => 6,
            SessionType.WeekdayFullDay or SessionType.Online => 5,
        };
        var (share, fewestWeeks, mostWeeks) = level switch
        {
            Accreditation.NonAccredited => (0.65, 4, 14),
            Accreditation.Level6 => (1, 10, 20),
            Accreditation.Level7 => (1.2, 14, 26),
        };
        var faceToFace = (int)Math.Round(meetings * share) + dice.Below(2);
        var weeks = dice.Between(fewestWeeks, mostWeeks) * (pattern is SessionType.TwoDaysBackToBack ? 0.6 : 1);
        int[] benchmarks = [1, 2, 3, 4, 5, 6, 7, 8];
        dice.Shuffle<int>(benchmarks);
        return new(
            pattern,
            faceToFace,
            Online: 1 + (int)level + dice.Below(2),
            // Saturdays come once a week, whatever was drawn.
            Weeks: Math.Max(Math.Max(4, faceToFace), (int)weeks),
            residential,
            dice.Pick<Balance>(provider is ProviderType.University ? [0.05, 0.4, 0.55] : [0.7, 0.3]),
            dice.Chance(0.2) ? OwnContent[dice.Below(OwnContent.Length)] : [],
            [.. benchmarks.Take(1 + dice.Pick([0.1, 0.5, 0.35, 0.05])).Order()]
        );
    }

    /// <summary>Draws when one cohort meets, and when its assignments are due.</summary>
    /// <param name="dice">What to draw with.</param>
    /// <param name="open">The days to choose from.</param>
    /// <param name="assignments">How many assignments there are.</param>
    public (List<Session> Sessions, List<DateOnly> AssignmentsDue) DrawDates(Dice dice, OpenDays open, int assignments)
    {
        var meetings = FaceToFace + Online;
        var length = 7 * (Weeks + dice.Below(3));
        var afternoons = dice.Chance(0.5);
        var start = open.Next(dice.Below(open.InTwoYears - length), TypeOf(0));
        var free = start;
        var sessions = new List<Session>();
        for (var i = 0; i < meetings; i++)
        {
            var type = TypeOf(i);
            var early = i > 0 && i < meetings - 1 ? dice.Below(4) : 0;
            var index = open.Next(Math.Max(free, start + length * i / (meetings - 1) - early), type);
            var (from, to) = Times(type, afternoons);
            sessions.Add(new(open[index], type, from, to));
            if (type is SessionType.TwoDaysBackToBack)
                sessions.Add(new(open[++index], type, from, to));
            free = index + 1;
        }
        // The last one a fortnight after the last session, as in the sample.
        return (sessions, [.. Enumerable.Range(1, assignments).Select(number => open[start + (length + 14) * number / assignments])]);
    }

    // Spreads the online sessions evenly among the others.
    private SessionType TypeOf(int meeting)
    {
        var meetings = FaceToFace + Online;
        var onlineBefore = (meeting * Online + meetings / 2) / meetings;
        return ((meeting + 1) * Online + meetings / 2) / meetings > onlineBefore ? SessionType.Online : Pattern;
    }

    private static (TimeOnly From, TimeOnly To) Times(SessionType type, bool afternoons) =>
        type switch
        {
            SessionType.WeekdayHalfDay when afternoons => (new(13, 15), new(16, 15)),
            SessionType.WeekdayHalfDay => (new(9, 15), new(12, 15)),
            SessionType.Twilight => (new(16, 30), new(18, 30)),
            SessionType.Weekend => (new(10, 0), new(15, 30)),
            SessionType.Online => (new(16, 0), new(17, 30)),
            SessionType.WeekdayFullDay or SessionType.TwoDaysBackToBack => (new(9, 30), new(16, 0)),
        };
}
