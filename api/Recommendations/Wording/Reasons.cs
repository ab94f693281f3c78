using Matcher.Api.English;
using Matcher.Api.Recommendations.Ranking;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations.Wording;

/// <summary>What speaks for a cohort, in sentences that are true of this person and this cohort.</summary>
internal static class Reasons
{
    public const int QuickWeeks = 13;
    public const int SpreadOutWeeks = 16;
    private const double HighSatisfactionPercent = 93;

    // What there is to say of any course, for one that has nothing better.
    private static readonly Factor[] Neutral =
    [
        Factor.Start,
        Factor.Duration,
        Factor.Reputation,
        Factor.Delivery,
        Factor.TimeAway,
        Factor.StudyTime,
        Factor.Balance,
    ];

    /// <summary>
    /// Adds at least one sentence, level and location first, which the evaluation singles out (section 2.4.3). What sets the course apart
    /// most is among them, if need be as a plain fact.
    /// </summary>
    /// <param name="reasons">Where to; empty.</param>
    /// <param name="profile">The person.</param>
    /// <param name="candidate">The course's best cohort, as it looks to them.</param>
    /// <param name="cautions">What was said against the course.</param>
    /// <param name="explanation">What the score is made of; null when there is none.</param>
    public static void Add(SentenceList reasons, Profile profile, in Candidate candidate, SentenceList cautions, Explanation? explanation)
    {
        var weighing = new Weighing(explanation, cautions);
        AddLevelAndLocation(reasons, profile, candidate, weighing);
        AddTime(reasons, profile, candidate, weighing);
        AddContent(reasons, profile, candidate.Cohort.Course, weighing);
        if (candidate.Cohort.Venue.NearStation && weighing.SpeaksForIt(Factor.Travel))
            reasons.Add(Factor.Travel, "The venue is near a station");
        if (candidate.Cohort.Course.SatisfactionPercent >= HighSatisfactionPercent && weighing.SpeaksForIt(Factor.Reputation))
            reasons.Add(Factor.Reputation, EnglishText.Satisfied(candidate.Cohort.Course.SatisfactionPercent));
        if (explanation is not null)
            AddWhatSetsApartMost(reasons, profile, candidate, weighing, explanation);
        if (reasons.IsEmpty)
            AddLeastBad(reasons, profile, candidate, cautions, explanation);
    }

    private static void AddLevelAndLocation(SentenceList reasons, Profile profile, in Candidate candidate, Weighing weighing)
    {
        var level = candidate.Cohort.Course.Accreditation;
        if (profile.PreferredAccreditation == level && weighing.MeetsWish(Factor.Level))
            reasons.Add(Factor.Level, $"{DomainNames.Level(level)}, as you asked");
        var isNear = candidate.DistanceMiles <= EnglishText.NearMiles;
        if ((isNear || profile.OpenToTravel is true) && weighing.SpeaksForIt(Factor.Location))
        {
            var distance = EnglishText.Distance(candidate, profile.Home);
            reasons.Add(Factor.Location, isNear ? distance : $"{distance}, and you are open to travel");
        }
    }

    private static void AddTime(SentenceList reasons, Profile profile, in Candidate candidate, Weighing weighing)
    {
        var (cohort, course, availability) = (candidate.Cohort, candidate.Cohort.Course, profile.Availability);
        var sessions = cohort.Sessions.Count;
        var saysWhen = availability.SessionTypes.Count > 0 || availability.Unavailable.Count > 0;
        if (saysWhen && candidate.AttendableSessions == sessions && weighing.MeetsWish(Factor.Availability))
        {
            reasons.Add(
                Factor.Availability,
                sessions == 1
                    ? "Its one session is on a day you can make"
                    : $"All {EnglishText.Number(sessions)} sessions are on days you can make"
            );
        }
        if (course.SelfStudyHoursPerWeek <= availability.StudyHoursPerWeek && weighing.MeetsWish(Factor.StudyTime))
        {
            reasons.Add(
                Factor.StudyTime,
                course.SelfStudyHoursPerWeek == 0
                    ? "No study between sessions"
                    : $"About {EnglishText.Hours(course.SelfStudyHoursPerWeek)} of study a week, within the {EnglishText.Hours(availability.StudyHoursPerWeek.Value)} you have"
            );
        }
        if (profile.Preferences.Pace is Pace.Quick && cohort.Weeks <= QuickWeeks && weighing.MeetsWish(Factor.Duration))
            reasons.Add(Factor.Duration, $"Takes only {EnglishText.Count(cohort.Weeks, "week")}, and you asked for a quick course");
        if (profile.Preferences.Pace is Pace.SpreadOut && cohort.Weeks >= SpreadOutWeeks && weighing.MeetsWish(Factor.Duration))
            reasons.Add(Factor.Duration, $"Spread over {EnglishText.Count(cohort.Weeks, "week")}, as you prefer");
    }

    private static void AddContent(SentenceList reasons, Profile profile, Course course, Weighing weighing)
    {
        var preferences = profile.Preferences;
        if (profile.Sector is { } sector && course.Sectors.Contains(sector) && weighing.MeetsWish(Factor.Sector))
            reasons.Add(Factor.Sector, $"Has content made for {DomainNames.Setting(sector)}");
        if (weighing.MeetsWish(Factor.Provider))
        {
            if (preferences.KnownProviders.Contains(course.Provider.Id))
                reasons.Add(Factor.Provider, "Run by a provider you know");
            if (preferences.ProviderType == course.Provider.Type)
                reasons.Add(Factor.Provider, $"Run by a {DomainNames.Organisation(course.Provider.Type)}, as you asked");
        }
        if (preferences.Balance == course.Balance && weighing.MeetsWish(Factor.Balance))
            reasons.Add(Factor.Balance, $"{EnglishText.Lean(course.Balance)}, as you prefer");
        if (
            preferences.Benchmarks.Count > 0
            && weighing.MeetsWish(Factor.Benchmarks)
            && Shared(course.Benchmarks, preferences.Benchmarks) is { Count: > 0 } shared
        )
        {
            reasons.Add(
                Factor.Benchmarks,
                $"Focuses on Gatsby {EnglishText.Benchmarks(shared)}, which your {EnglishText.Workplace(profile.Sector)} needs most"
            );
        }
        var isRusty = profile.Experience.AcademicWriting is AcademicWriting.Rusty;
        if (isRusty && course.Accreditation is Accreditation.NonAccredited && weighing.MeetsWish(Factor.AcademicWriting))
            reasons.Add(Factor.AcademicWriting, "No assignments to write");
    }

    // By the factor that there is something to say of; if a sentence tells of it already, nothing is added.
    private static void AddWhatSetsApartMost(
        SentenceList reasons,
        Profile profile,
        in Candidate candidate,
        Weighing weighing,
        Explanation explanation
    )
    {
        var bound = double.PositiveInfinity;
        while (explanation.LargestDifferenceBelow(bound) is { } factor && !reasons.TellOf(factor))
        {
            bound = explanation.Difference(factor);
            if (!weighing.SpeaksForIt(factor) || FactorStatements.For(factor, profile, candidate) is not { } fact)
                continue;
            reasons.Add(factor, fact);
            return;
        }
    }

    // Of what is not a caution, that which pulls up most or down least.
    private static void AddLeastBad(
        SentenceList reasons,
        Profile profile,
        in Candidate candidate,
        SentenceList cautions,
        Explanation? explanation
    )
    {
        (Factor? Factor, string Text) best = (null, "");
        foreach (var factor in Neutral)
        {
            if (best.Factor is { } other && !(explanation?.Difference(factor) > explanation?.Difference(other)))
                continue;
            if (!cautions.TellOf(factor) && FactorStatements.For(factor, profile, candidate) is { } fact)
                best = (factor, fact);
        }
        reasons.Add(best.Factor, best.Factor is null ? EnglishText.Contact(candidate.Cohort.Course.ContactHours) : best.Text);
    }

    private static List<int> Shared(IReadOnlyList<int> focus, IReadOnlyList<int> needs)
    {
        var shared = new List<int>(focus.Count);
        for (var i = 0; i < focus.Count; i++)
        {
            if (needs.Contains(focus[i]))
                shared.Add(focus[i]);
        }

        return shared;
    }
}
