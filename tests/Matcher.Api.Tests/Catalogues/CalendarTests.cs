using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Matcher.Api.Tests.Catalogues;

/// <summary>What a calendar program makes of a cohort's calendar: it knows nothing of England but what the file says.</summary>
public sealed class CalendarTests
{
    private const string Cohort = "se-l6-day-guildford-2702";
    private const int MostOctets = 75;

    [Theory]
    [InlineData("2026-11-23T12:00")]
    [InlineData("2027-03-28T00:30")] // the night in which the clocks go forward
    [InlineData("2027-07-01")]
    [InlineData("2028-10-29T01:30")]
    [InlineData("2041-01-15")]
    public async Task Every_session_of_every_cohort_is_at_its_time_in_winter_and_summer(string now)
    {
        using var api = new RunningApi();
        api.Clock.SetUtcNow(new(DateTime.Parse(now, CultureInfo.InvariantCulture), TimeSpan.Zero));
        var london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var seasons = new HashSet<TimeSpan>();
        foreach (var cohort in CatalogueFiles.Cohorts.Keys)
        {
            var calendar = Unfold(await Ask(api, cohort));
            var zone = new ZoneInFile(calendar);
            var starts = Regex
                .Matches(calendar, "(?:DTSTART|DTEND);TZID=Europe/London:(\\S+)")
                .Select(match => Local(match.Groups[1].Value))
                .ToList();
            Assert.Equal(2 * CatalogueFiles.Sessions[cohort].Count(), starts.Count);
            Assert.All(starts, start => Assert.Equal(london.GetUtcOffset(start), zone.OffsetAt(start)));
            seasons.UnionWith(starts.Select(zone.OffsetAt));
        }
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromHours(1)], seasons.Order());
    }

    [Fact]
    public async Task A_session_keeps_its_id_when_another_is_removed_and_what_changed_is_newer()
    {
        using var own = new OwnCatalogue();
        using var api = new RunningApi([.. own.Settings]);
        var before = Events(await Ask(api, Cohort));
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        own.DeleteRows("sessions.csv", $"{Cohort},2027-03-01");
        await Poll.Until(async () => Events(await Ask(api, Cohort)).Count == before.Count - 1);
        var after = Events(await Ask(api, Cohort));
        Assert.All(after, pair => Assert.Equal(before[pair.Key]["DTSTART"], pair.Value["DTSTART"]));
        Assert.All(
            after,
            pair =>
                Assert.True(
                    int.Parse(pair.Value["SEQUENCE"], CultureInfo.InvariantCulture)
                        > int.Parse(before[pair.Key]["SEQUENCE"], CultureInfo.InvariantCulture)
                )
        );
        Assert.All(after, pair => Assert.True(string.CompareOrdinal(pair.Value["LAST-MODIFIED"], before[pair.Key]["LAST-MODIFIED"]) > 0));

        // Another time is another session; the others stay.
        own.Edit("sessions.csv", $"{Cohort},2027-03-04,online,16:00,17:30", $"{Cohort},2027-03-05,online,16:00,17:30");
        await Poll.Until(async () => Events(await Ask(api, Cohort)).Keys.Except(after.Keys).Any());
        Assert.Equal(after.Count - 1, Events(await Ask(api, Cohort)).Keys.Intersect(after.Keys).Count());
    }

    [Fact]
    public async Task Nothing_changes_while_the_catalogue_stays_the_same()
    {
        using var api = new RunningApi();
        var first = await Ask(api, Cohort);
        api.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(first, await Ask(api, Cohort));
        // 52 weeks later the sample's dates have moved, so it is another file.
        api.Clock.Advance(TimeSpan.FromDays(364));
        Assert.All(
            Events(await Ask(api, Cohort)),
            pair =>
                Assert.True(
                    int.Parse(pair.Value["SEQUENCE"], CultureInfo.InvariantCulture)
                        > int.Parse(Events(first).First().Value["SEQUENCE"], CultureInfo.InvariantCulture)
                )
        );
    }

    [Theory]
    [InlineData(
        "Leading careers \U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393"
    )]
    [InlineData(
        "A Leading careers \U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393\U0001F393"
    )]
    [InlineData("Arweinyddiaeth gyrfaoedd: ŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷŵŷ")]
    [InlineData(
        "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"
    )]
    public async Task No_line_is_longer_than_75_octets_and_none_is_cut_within_a_character(string title)
    {
        using var own = new OwnCatalogue();
        own.Edit("courses.csv", "\"Careers Leadership at Level 6, full days\"", title);
        using var api = new RunningApi([.. own.Settings]);
        var calendar = await Ask(api, Cohort);
        Assert.All(
            calendar.Split("\r\n"),
            line =>
            {
                Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, MostOctets);
                // Half of a pair would be U+FFFD by now; a mark of its own would open a line.
                Assert.DoesNotContain('\uFFFD', line);
                Assert.False(line.Length > 1 && CharUnicodeInfo.GetUnicodeCategory(line[1]) is UnicodeCategory.NonSpacingMark);
            }
        );
        Assert.Contains($"SUMMARY:{title}: session 1 of", Unfold(calendar), StringComparison.Ordinal);
    }

    private static async Task<string> Ask(RunningApi api, string cohort)
    {
        using var response = await api.Client.GetAsync($"/v1/cohorts/{cohort}/calendar");
        var calendar = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{cohort}: {calendar}");
        return calendar;
    }

    private static string Unfold(string calendar) => calendar.Replace("\r\n ", "", StringComparison.Ordinal);

    private static Dictionary<string, Dictionary<string, string>> Events(string calendar) =>
        Blocks(Unfold(calendar), "VEVENT").ToDictionary(block => block["UID"]);

    private static IEnumerable<Dictionary<string, string>> Blocks(string calendar, string kind) =>
        Regex
            .Matches(calendar, $"BEGIN:{kind}\r\n(.*?)END:{kind}", RegexOptions.Singleline)
            .Select(block =>
                block
                    .Groups[1]
                    .Value.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                    .ToDictionary(line => line.Split(':', ';')[0], line => line[(line.IndexOf(':') + 1)..])
            );

    private static DateTime Local(string text) => DateTime.ParseExact(text, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    /// <summary>A time zone as the file describes it, for rules of the form "last Sunday of a month".</summary>
    private sealed class ZoneInFile(string calendar)
    {
        private readonly List<(DateTime First, int Month, TimeSpan To)> rules = [.. Blocks(calendar, "(?:STANDARD|DAYLIGHT)").Select(Rule)];

        public TimeSpan OffsetAt(DateTime local) =>
            rules.Select(rule => (Onset: LastOnset(rule, local), rule.To)).MaxBy(rule => rule.Onset).To;

        private static DateTime LastOnset((DateTime First, int Month, TimeSpan To) rule, DateTime local)
        {
            Assert.True(rule.First <= local, "The file does not say what holds then.");
            var onset = Onset(rule, local.Year);
            return onset <= local ? onset : Onset(rule, local.Year - 1);
        }

        private static DateTime Onset((DateTime First, int Month, TimeSpan To) rule, int year)
        {
            var day = new DateTime(year, rule.Month, DateTime.DaysInMonth(year, rule.Month), 0, 0, 0, DateTimeKind.Unspecified);
            return day.AddDays(-(int)day.DayOfWeek) + rule.First.TimeOfDay;
        }

        private static (DateTime First, int Month, TimeSpan To) Rule(Dictionary<string, string> block)
        {
            var rule = block["RRULE"].Split(';').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
            Assert.Equal(("YEARLY", "-1SU"), (rule["FREQ"], rule["BYDAY"]));
            Assert.DoesNotContain("UNTIL", rule.Keys);
            return (
                Local(block["DTSTART"]),
                int.Parse(rule["BYMONTH"], CultureInfo.InvariantCulture),
                TimeSpan.ParseExact(block["TZOFFSETTO"].TrimStart('+'), "hhmm", CultureInfo.InvariantCulture)
            );
        }
    }
}
