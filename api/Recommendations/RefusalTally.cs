using System.Globalization;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations;

/// <summary>Counts what refuses a course's cohorts, and says it in sentences.</summary>
internal sealed class RefusalTally
{
    private static readonly Refusal[] Codes = Enum.GetValues<Refusal>();

    private readonly Dictionary<string, Counts> counts = new(StringComparer.Ordinal);

    public void Add(in Candidate candidate, Refusals refusals)
    {
        var course = candidate.Cohort.Course.Id;
        if (!counts.TryGetValue(course, out var count)) counts.Add(course, count = new());
        count.Cohorts++;
        count.NearestMiles = Math.Min(count.NearestMiles, candidate.DistanceMiles);
        foreach (var code in Codes)
            if (refusals.Has(code)) count.ByCode[(int)code]++;
    }

    /// <summary>Every code that refuses a cohort of the course, in the order of the codes.</summary>
    public IReadOnlyList<RefusalReason> Reasons(Course course, Profile profile)
    {
        if (!counts.TryGetValue(course.Id, out var count)) return [new(Refusal.NoPlaces, "No cohort is planned.")];
        return [.. Codes.Where(code => count.ByCode[(int)code] > 0).Select(code => new RefusalReason(code, Sentence(code, count, course, profile)))];
    }

    private static string Sentence(Refusal code, Counts count, Course course, Profile profile)
    {
        var refused = count.ByCode[(int)code];
        var one = refused == 1;
        var who = refused < count.Cohorts ? $"{refused} of its {count.Cohorts} cohorts" : one ? "Its one cohort" : $"All its {refused} cohorts";
        return code switch
        {
            Refusal.NoPlaces => $"{who} {(one ? "is" : "are")} full.",
            Refusal.Started => $"{who} {(one ? "has" : "have")} started already.",
            Refusal.StartsTooEarly => $"{who} {(one ? "starts" : "start")} before {Phrases.Day(profile.Availability.EarliestStart!.Value)}, your earliest start.",
            Refusal.EndsTooLate => $"{who} {(one ? "ends" : "end")} after {Phrases.Day(profile.Availability.LatestFinish!.Value)}, your latest finish.",
            Refusal.TooFar => string.Create(CultureInfo.InvariantCulture, $"{who} {(one ? "is" : "are")} more than {profile.MaxDistanceMiles:0.#} miles away; the nearest is {count.NearestMiles:0.0} miles away."),
            Refusal.Overnight => $"{who} {(one ? "includes" : "include")} a night away.",
            Refusal.NoSessionFits => $"{who} {(one ? "has" : "have")} no session that you can attend.",
            Refusal.LevelRequired => $"{Phrases.Level(course.Accreditation)}, and you require {(profile.PreferredAccreditation is Accreditation.NonAccredited ? "non-accredited" : Phrases.Level(profile.PreferredAccreditation!.Value))}.",
            _ => "Places are funded for state-funded schools and colleges only.",
        };
    }

    private sealed class Counts
    {
        public int[] ByCode { get; } = new int[Codes.Length];

        public int Cohorts { get; set; }

        public double NearestMiles { get; set; } = double.PositiveInfinity;
    }
}
