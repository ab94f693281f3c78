using System.Globalization;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations;

/// <summary>Counts what refuses the cohorts of courses that have no other, and says it in sentences.</summary>
internal sealed class RefusalTally
{
    private static readonly Refusal[] Codes = Enum.GetValues<Refusal>();

    private readonly Dictionary<string, Counts> counts = new(StringComparer.Ordinal);

    /// <summary>Counts a cohort, unless nothing refuses it: a course that has such a one is not asked about.</summary>
    public void Add(in Candidate candidate, Refusals refusals)
    {
        if (refusals.None) return;
        var course = candidate.Cohort.Course.Id;
        if (!counts.TryGetValue(course, out var count)) counts.Add(course, count = new());
        count.Cohorts++;
        if (refusals.Has(Refusal.TooFar)) count.NearestTooFar = Math.Min(count.NearestTooFar, candidate.DistanceMiles);
        foreach (var code in Codes)
            if (refusals.Has(code)) count.ByCode[(int)code]++;
    }

    /// <summary>Every code that refuses a cohort of the course; what refuses all of them first, then in the order of the codes.</summary>
    public IReadOnlyList<RefusalReason> Reasons(Course course, Profile profile)
    {
        if (!counts.TryGetValue(course.Id, out var count)) return [new(Refusal.NoPlaces, "No cohort is planned.")];
        var reasons = new List<RefusalReason>();
        Say(all: true);
        Say(all: false);
        return reasons;

        void Say(bool all)
        {
            foreach (var code in Codes)
                if (count.ByCode[(int)code] is > 0 and var refused && refused == count.Cohorts == all) reasons.Add(new(code, Sentence(code, count, course, profile)));
        }
    }

    private static string Sentence(Refusal code, Counts count, Course course, Profile profile)
    {
        var refused = count.ByCode[(int)code];
        var one = refused == 1;
        var who = refused < count.Cohorts ? $"{refused} of its {count.Cohorts} cohorts" : one ? "Its one cohort" : $"All {refused} of its cohorts";
        return code switch
        {
            Refusal.NoPlaces => $"{who} {(one ? "is" : "are")} full.",
            Refusal.Started => $"{who} {(one ? "has" : "have")} started already.",
            Refusal.StartsTooEarly => $"{who} {(one ? "starts" : "start")} before {Phrases.Day(profile.Availability.EarliestStart!.Value)}, your earliest start.",
            Refusal.EndsTooLate => $"{who} {(one ? "ends" : "end")} after {Phrases.Day(profile.Availability.LatestFinish!.Value)}, your latest finish.",
            Refusal.TooFar => $"{who} {(one ? "is" : "are")} more than {Phrases.Number(profile.MaxDistanceMiles!.Value)} miles away; {(one ? "it" : "the nearest of them")} is {MilesBeyond(profile.MaxDistanceMiles.Value, count.NearestTooFar)} miles away.",
            Refusal.Overnight => $"{who} {(one ? "includes" : "include")} a night away.",
            Refusal.NoSessionFits when refused == count.Cohorts && !one => $"None of its {refused} cohorts has a session that you can attend.",
            Refusal.NoSessionFits => $"{who} {(one ? "has" : "have")} no session that you can attend.",
            Refusal.LevelRequired => $"{Phrases.Level(course.Accreditation)}, and you require {Phrases.LevelWithin(profile.PreferredAccreditation!.Value)}.",
            _ => "Places are funded for state-funded schools and colleges only.",
        };
    }

    // With enough decimals to show that it is beyond the limit.
    private static string MilesBeyond(double limit, double miles) => miles - limit < 0.1 ? Phrases.Number(Math.Ceiling(miles * 1e6) / 1e6) : miles.ToString("0.0", CultureInfo.InvariantCulture);

    private sealed class Counts
    {
        public int[] ByCode { get; } = new int[Codes.Length];

        public int Cohorts { get; set; }

        public double NearestTooFar { get; set; } = double.PositiveInfinity;
    }
}
