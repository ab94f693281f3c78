using System.Text.RegularExpressions;

namespace Matcher.Api.Tests.Recommendations.Wording;

/// <summary>Which sentences speak of which factor, and when a factor has something to say, by a course's facts alone.</summary>
internal static class FactorClaims
{
    private static readonly Dictionary<string, Regex> Telling = new Dictionary<string, string>
    {
        ["location"] = "(mile|miles) from ",
        ["travel"] = "station$|night away$",
        ["level"] = "^(Non-accredited|Level \\d), (as you asked$|and you asked for)|^Leads to |^The nearest .+ course",
        ["academicWriting"] = "academic writing|^No assignments",
        ["availability"] = "^(All|Its one session)|unavailable|did not list|missed session",
        ["studyTime"] = "study",
        ["timeAway"] = "away from your",
        ["duration"] = "^Takes (only )?\\d+ week|^Spread over",
        ["delivery"] = "^Kinds of session",
        ["reputation"] = "satisfied$",
        ["provider"] = "^Run by",
        ["balance"] = "^More|^Balances",
        ["sector"] = "content",
        ["benchmarks"] = "Gatsby",
        ["start"] = "^Starts|^Does not start",
        ["experience"] = "^You already hold",
    }.ToDictionary(form => form.Key, form => new Regex(form.Value));

    /// <summary>Everything that sentences may tell of.</summary>
    public static IEnumerable<string> Factors => Telling.Keys;

    /// <summary>Whether there is anything to say for a cohort by a factor.</summary>
    public static bool HasReason(string factor, Truth truth) =>
        factor switch
        {
            "location" => truth.Miles <= 30 || truth.OpenToTravel,
            "travel" => truth.Venue["nearStation"] == "true",
            "level" => truth.Level is null || truth.Level == truth.Course["accreditation"],
            "academicWriting" => truth.Course["accreditation"] == "nonAccredited",
            "availability" => truth.SaysWhen && truth.Missed == 0,
            "provider" => truth.KnownProviders.Contains(truth.Course["provider"]) || truth.ProviderType == truth.Provider["type"],
            "sector" => truth.Sector is { } sector
                && (truth.Course["sectors"].Length == 0 || truth.Course.Words("sectors").Contains(sector)),
            "benchmarks" => truth.SharesBenchmarks,
            "experience" => false,
            _ => true,
        };

    /// <summary>Whether a reason by a factor tells of something that the person asked for and gets.</summary>
    public static bool IsWish(string factor, Truth truth) =>
        factor switch
        {
            "level" => truth.Level is not null,
            "studyTime" => truth.Course.Number("selfStudyHoursPerWeek") <= truth.StudyHours,
            "duration" => truth.Pace is not null,
            "balance" => truth.Balance == truth.Course["balance"],
            "sector" => truth.Course["sectors"].Length > 0,
            "academicWriting" => truth.Writing == "rusty",
            "availability" or "provider" or "benchmarks" => true,
            _ => false,
        };

    /// <summary>Whether there is anything to say against a cohort by a factor.</summary>
    public static bool HasCaution(string factor, Truth truth) =>
        factor switch
        {
            "travel" => truth.Cohort["residential"] == "true" || truth.Venue["nearStation"] == "false",
            "level" => truth.Level is null || truth.Level != truth.Course["accreditation"],
            "academicWriting" => truth.Course["accreditation"] != "nonAccredited",
            "availability" => truth.Missed > 0,
            "studyTime" => truth.Course.Number("selfStudyHoursPerWeek") > 0,
            "provider" => truth.ProviderType is { } type && type != truth.Provider["type"],
            "balance" => truth.Balance != truth.Course["balance"],
            "sector" => truth.Sector is { } sector && !truth.Course.Words("sectors").Contains(sector),
            "benchmarks" => truth.Course["benchmarks"].Length > 0 && !truth.SharesBenchmarks,
            "experience" => false,
            _ => true,
        };

    /// <summary>Whether a sentence tells of a factor.</summary>
    public static bool TellsOf(string factor, string sentence) => Telling[factor].IsMatch(sentence);
}
