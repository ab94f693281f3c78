using System.Globalization;
using System.Text.RegularExpressions;
using Matcher.Api.Tests.Catalogues;

namespace Matcher.Api.Tests.Recommendations.Wording;

/// <summary>Every form of sentence that a recommendation may use, with what makes it true. A sentence of no form is a fault too.</summary>
internal static class Claims
{
    private delegate bool Claim(Match match, Truth truth);
    private static readonly Dictionary<string, string> Levels = new()
    {
        ["Non-accredited"] = "nonAccredited",
        ["non-accredited"] = "nonAccredited",
        ["Level 6"] = "level6",
        ["Level 7"] = "level7",
    };
    private static readonly Dictionary<string, string> Leans = new()
    {
        ["More practical than theoretical"] = "practical",
        ["Balances practice and theory"] = "balanced",
        ["More theoretical than practical"] = "theoretical",
    };
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["weekday full day"] = "weekdayFullDay",
        ["weekday half day"] = "weekdayHalfDay",
        ["two days back to back"] = "twoDaysBackToBack",
        ["twilight"] = "twilight",
        ["weekend"] = "weekend",
        ["online"] = "online",
    };

    private static readonly Dictionary<string, string> Organisations = new()
    {
        ["careers specialist"] = "careersSpecialist",
        ["university"] = "university",
        ["leadership and management specialist"] = "leadershipAndManagement",
    };

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["secondary schools"] = "secondary",
        ["sixth form colleges"] = "sixthFormCollege",
        ["further education colleges"] = "furtherEducation",
        ["special schools"] = "special",
        ["alternative provision"] = "alternativeProvision",
        ["university technical colleges"] = "utc",
        ["state boarding schools"] = "boarding",
    };

    private static readonly (Regex Form, Claim Holds)[] Reasons = Forms(
        (
            "(?<level>Non-accredited|Level 6|Level 7), as you asked",
            (m, t) => t.Course["accreditation"] == Levels[m.Groups["level"].Value] && t.Level == t.Course["accreditation"]
        ),
        ("(?<miles>Less than a mile|\\d+ miles?) from (?<home>\\w+)(?<ferry>, by ferry)?", (m, t) => IsDistance(m, t) && t.Miles <= 30),
        (
            "(?<miles>Less than a mile|\\d+ miles?) from (?<home>\\w+)(?<ferry>, by ferry)?, and you are open to travel",
            (m, t) => IsDistance(m, t) && t.Miles > 30 && t.OpenToTravel
        ),
        ("All (?<n>\\d+) sessions are on days you can make", (m, t) => t.SaysWhen && t.Missed == 0 && t.Sessions.Count == N(m) && N(m) > 1),
        ("Its one session is on a day you can make", (_, t) => t.SaysWhen && t.Missed == 0 && t.Sessions.Count == 1),
        ("No study between sessions", (_, t) => t.StudyHours is not null && t.Course.Number("selfStudyHoursPerWeek") == 0),
        (
            "About (?<n>[\\d.]+) hours? of study a week, within the (?<have>[\\d.]+) hours? you have",
            (m, t) => t.Course.Number("selfStudyHoursPerWeek") == N(m) && t.StudyHours == N(m, "have") && N(m) <= N(m, "have")
        ),
        (
            "Has content made for (?<who>.+)",
            (m, t) => t.Sector == Settings[m.Groups["who"].Value] && t.Course.Words("sectors").Contains(t.Sector)
        ),
        ("Run by a provider you know", (_, t) => t.KnownProviders.Contains(t.Course["provider"])),
        (
            "Run by a (?<type>.+), as you asked",
            (m, t) => t.Provider["type"] == Organisations[m.Groups["type"].Value] && t.ProviderType == t.Provider["type"]
        ),
        (
            "(?<lean>.+), as you prefer",
            (m, t) => Leans.TryGetValue(m.Groups["lean"].Value, out var lean) && t.Course["balance"] == lean && t.Balance == lean
        ),
        ("Takes only (?<n>\\d+) weeks?, and you asked for a quick course", (m, t) => t.Pace == "quick" && t.Weeks == N(m) && N(m) <= 13),
        ("Spread over (?<n>\\d+) weeks, as you prefer", (m, t) => t.Pace == "spreadOut" && t.Weeks == N(m) && N(m) >= 16),
        (
            "Focuses on Gatsby Benchmarks? (?<list>[\\d, and]+), which your (?<place>school|college|school or college) needs most",
            (m, t) =>
                m.Groups["place"].Value == t.Workplace
                && t.Benchmarks.Intersect(t.Course.Words("benchmarks").Select(int.Parse))
                    .Order()
                    .SequenceEqual(Regex.Matches(m.Groups["list"].Value, "\\d").Select(d => int.Parse(d.Value, null)))
        ),
        ("No assignments to write", (_, t) => t.Writing == "rusty" && t.Cohort["assignmentsDue"].Length == 0),
        ("The venue is near a station", (_, t) => t.Venue["nearStation"] == "true"),
        ("(?<n>[\\d.]+)% of past participants were satisfied", (m, t) => t.Course.Number("satisfactionPercent") == N(m) && N(m) >= 93)
    );

    private static readonly (Regex Form, Claim Holds)[] Cautions = Forms(
        (
            "(?<level>Non-accredited|Level 6|Level 7), and you asked for (?<wanted>non-accredited|Level 6|Level 7)",
            (m, t) =>
                t.Course["accreditation"] == Levels[m.Groups["level"].Value]
                && t.Level == Levels[m.Groups["wanted"].Value]
                && t.Level != t.Course["accreditation"]
        ),
        (
            "The nearest (?<level>non-accredited|Level 6|Level 7) course is (?<n>\\d+) miles away",
            (m, t) =>
                t.Level == Levels[m.Groups["level"].Value]
                && t.Level != t.Course["accreditation"]
                && !t.OpenToTravel
                && Math.Abs(t.Nearest(t.Level) - N(m)) <= 0.51
                && t.Nearest(t.Level) > t.Nearest(null) + 60
        ),
        (
            "You already hold a (?<held>Level 6|Level 7) careers qualification, and this course is (?<level>Level 6|Level 7)(?<again> again)?",
            (m, t) =>
                t.Qualification == Levels[m.Groups["held"].Value]
                && t.Course["accreditation"] == Levels[m.Groups["level"].Value]
                && m.Groups["again"].Success == (t.Qualification == t.Course["accreditation"])
        ),
        ("(?<miles>Less than a mile|\\d+ miles?) from (?<home>\\w+)(?<ferry>, by ferry)?", (m, t) => IsDistance(m, t)),
        (
            "(?<n>\\d+) of its (?<all>\\d+) sessions? (falls|fall) in your unavailable dates",
            (m, t) => N(m) > 0 && t.Sessions.Count(t.RuledOut) == N(m) && t.Sessions.Count == N(m, "all")
        ),
        (
            "(?<n>\\d+) of its (?<all>\\d+) sessions? (is|are) of a kind you did not list: (?<kinds>.+)",
            (m, t) =>
                N(m) > 0
                && t.Sessions.Count(t.OtherKind) == N(m)
                && t.Sessions.Count == N(m, "all")
                && t.Sessions.Where(t.OtherKind)
                    .Select(session => session["type"])
                    .ToHashSet()
                    .SetEquals(Items(m, "kinds").Select(kind => Kinds[kind]))
        ),
        ("A missed session is caught up with another cohort", (_, t) => t.Missed > 0 && t.Course["catchUp"] == "anotherCohort"),
        ("A missed session is caught up one to one with a tutor", (_, t) => t.Missed > 0 && t.Course["catchUp"] == "oneToOne"),
        (
            "Asks for about (?<n>[\\d.]+) hours? of study a week, and you have (?<have>[\\d.]+) hours?",
            (m, t) => t.Course.Number("selfStudyHoursPerWeek") == N(m) && t.StudyHours == N(m, "have") && N(m) > N(m, "have")
        ),
        (
            "(?<level>Level 6|Level 7) asks for academic writing, which you said is rusty",
            (m, t) => t.Writing == "rusty" && t.Course["accreditation"] == Levels[m.Groups["level"].Value]
        ),
        (
            "Its content is made for (?<who>.+)",
            (m, t) =>
                t.Sector is { } sector
                && !t.Course.Words("sectors").Contains(sector)
                && t.Course.Words("sectors").ToHashSet().SetEquals(Items(m, "who").Select(who => Settings[who]))
        ),
        (
            "(?<lean>More .+), and you prefer (?<like>practice|theory)",
            (m, t) =>
                t.Course["balance"] == Leans[m.Groups["lean"].Value]
                && t.Balance == (m.Groups["like"].Value == "practice" ? "practical" : "theoretical")
                && t.Balance != t.Course["balance"]
        ),
        (
            "Run by a (?<type>.+), and you asked for a (?<wanted>.+)",
            (m, t) =>
                t.Provider["type"] == Organisations[m.Groups["type"].Value]
                && t.ProviderType == Organisations[m.Groups["wanted"].Value]
                && t.ProviderType != t.Provider["type"]
        ),
        ("Takes (?<n>\\d+) weeks, and you asked for a quick course", (m, t) => t.Pace == "quick" && t.Weeks == N(m) && N(m) > 26),
        (
            "Takes only (?<n>\\d+) weeks?, and you asked for a course that is spread out",
            (m, t) => t.Pace == "spreadOut" && t.Weeks == N(m) && N(m) <= 8
        ),
        ("Includes a night away", (_, t) => t.Cohort["residential"] == "true" && t.CanStayOvernight is null),
        (
            "An assignment is due in the last week of the (?<term>autumn|spring|summer) term, on (?<day>.+)",
            (m, t) =>
                t.Cohort.Words("assignmentsDue").Select(Truth.Parse).Contains(Truth.Parse(m.Groups["day"].Value))
                && CatalogueFiles.Terms.Exists(term =>
                    term["term"] == m.Groups["term"].Value && IsInLastWeek(Truth.Parse(m.Groups["day"].Value), term.Date("endsOn"))
                )
        ),
        (
            "Takes (?<n>[\\d.]+) working days away from your (?<place>.+)",
            (m, t) => m.Groups["place"].Value == t.Workplace && t.DaysAway == N(m) && N(m) > 5
        ),
        (
            "Has no content made specially for (?<who>.+)",
            (m, t) =>
                t.Sector is "furtherEducation" or "special" or "alternativeProvision"
                && t.Sector == Settings[m.Groups["who"].Value]
                && t.Course["sectors"].Length == 0
        ),
        (
            "Starts (tomorrow, on (?<day>[^:]+)|on (?<day>[^,]+), in (?<n>\\d+) days): an application usually takes 21 days to be signed",
            (m, t) =>
                t.Starts == Truth.Parse(m.Groups["day"].Value)
                && t.Starts.DayNumber - RunningApi.Today.DayNumber is >= 1 and < 21 and var days
                && days == (m.Groups["n"].Success ? N(m) : 1)
        ),
        (
            "Needs (?<n>\\d+) more people, including you, to run",
            (m, t) => t.Cohort.Number("minimumViable") - (t.Cohort.Number("places") - t.Cohort.Number("placesLeft")) == N(m) && N(m) > 1
        ),
        (
            "Does not start until (?<day>.+)",
            (m, t) => t.Starts == Truth.Parse(m.Groups["day"].Value) && t.Starts > RunningApi.Today.AddDays(183)
        ),
        ("Only (?<n>\\d+) places? (is|are) left", (m, t) => t.Cohort.Number("placesLeft") == N(m) && N(m) <= 3),
        (
            "(?<home>\\w+) (lies partly in (?<country>Wales|Scotland): places are for schools and colleges in England|is used for post boxes .+)",
            (m, t) =>
                m.Groups["home"].Value == t.District
                && CatalogueFiles.KindsOfDistricts[t.District]
                    == (m.Groups["country"].Success ? $"partly{m.Groups["country"].Value}" : "postBoxes")
        )
    );

    // Plain facts, which may stand on either side: what matters and has no sentence of its own.
    private static readonly (Regex Form, Claim Holds)[] Facts = Forms(
        ("Includes a night away", (_, t) => t.Cohort["residential"] == "true"),
        ("No assignments to write", (_, t) => t.Cohort["assignmentsDue"].Length == 0),
        ("The venue is near a station", (_, t) => t.Venue["nearStation"] == "true"),
        ("The venue is not near a station", (_, t) => t.Venue["nearStation"] == "false"),
        ("Leads to no accreditation", (_, t) => t.Course["accreditation"] == "nonAccredited"),
        ("Leads to (?<level>Level 6|Level 7)", (m, t) => t.Course["accreditation"] == Levels[m.Groups["level"].Value]),
        ("(?<level>Level 6|Level 7) asks for academic writing", (m, t) => t.Course["accreditation"] == Levels[m.Groups["level"].Value]),
        ("No study between sessions", (_, t) => t.Course.Number("selfStudyHoursPerWeek") == 0),
        ("About (?<n>[\\d.]+) hours? of study a week", (m, t) => t.Course.Number("selfStudyHoursPerWeek") == N(m)),
        ("Takes no working day away from your (?<place>.+)", (m, t) => m.Groups["place"].Value == t.Workplace && t.DaysAway == 0),
        (
            "Takes (?<n>[\\d.]+) working days? away from your (?<place>.+)",
            (m, t) => m.Groups["place"].Value == t.Workplace && t.DaysAway == N(m)
        ),
        ("Takes (?<n>\\d+) weeks?", (m, t) => t.Weeks == N(m)),
        (
            "Kinds of session: (?<kinds>.+)",
            (m, t) => t.Sessions.Select(session => session["type"]).ToHashSet().SetEquals(Items(m, "kinds").Select(kind => Kinds[kind]))
        ),
        ("(?<n>[\\d.]+)% of past participants were satisfied", (m, t) => t.Course.Number("satisfactionPercent") == N(m)),
        ("More .+|Balances practice and theory", (m, t) => t.Course["balance"] == Leans[m.Value]),
        ("Its content is general", (_, t) => t.Course["sectors"].Length == 0),
        (
            "Its content is made for (?<who>.+)",
            (m, t) => t.Course.Words("sectors").ToHashSet().SetEquals(Items(m, "who").Select(who => Settings[who]))
        ),
        (
            "Focuses on Gatsby Benchmarks? (?<list>[\\d, and]+)",
            (m, t) =>
                t
                    .Course.Words("benchmarks")
                    .Select(int.Parse)
                    .Order()
                    .SequenceEqual(Regex.Matches(m.Groups["list"].Value, "\\d").Select(d => int.Parse(d.Value, null)))
        ),
        ("Starts on (?<day>\\d+ \\w+ \\d+)", (m, t) => t.Starts == Truth.Parse(m.Groups["day"].Value))
    );

    /// <summary>The forms of the reasons, for a test that sees each of them used.</summary>
    public static int ReasonForms => Reasons.Length;

    public static int CautionForms => Cautions.Length;

    /// <summary>The index of the form that a reason has; fails when it has none or is not true.</summary>
    public static int CheckReason(string sentence, Truth truth) => Check(Reasons, sentence, truth);

    public static int CheckCaution(string sentence, Truth truth) => Check(Cautions, sentence, truth);

    private static int Check((Regex Form, Claim Holds)[] forms, string sentence, Truth truth)
    {
        var index = Array.FindIndex(
            [.. forms, .. Facts],
            form => form.Form.Match(sentence) is { Success: true } match && form.Holds(match, truth)
        );
        Assert.True(index >= 0, $"\"{sentence}\" is not true of cohort {truth.Cohort["id"]}, or of no known form.");
        return index;
    }

    private static (Regex, Claim)[] Forms(params (string Form, Claim Holds)[] forms) =>
        [.. forms.Select(form => (new Regex($"^{form.Form}$"), form.Holds))];

    private static double N(Match match, string group = "n") => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string[] Items(Match match, string group) => match.Groups[group].Value.Split([", ", " and "], StringSplitOptions.None);

    // From the Monday of the week in which the term ends.
    private static bool IsInLastWeek(DateOnly due, DateOnly end) =>
        due <= end && end.DayNumber - due.DayNumber <= ((int)end.DayOfWeek + 6) % 7;

    private static bool IsDistance(Match match, Truth truth)
    {
        var miles = match.Groups["miles"].Value;
        var rounded =
            miles == "Less than a mile"
                ? 0
                : double.Parse(Regex.Match(miles, "^(\\d+) miles?$").Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups["home"].Value == truth.District
            && match.Groups["ferry"].Success == truth.ByFerry
            && Math.Abs(truth.Miles - rounded) <= 0.51;
    }
}
