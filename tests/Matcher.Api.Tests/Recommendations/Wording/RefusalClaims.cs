using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matcher.Api.Tests.Catalogues;

namespace Matcher.Api.Tests.Recommendations.Wording;

/// <summary>Checks what an answer says of a course that somebody can't take, against the request and the catalogue's CSV.</summary>
internal static class RefusalClaims
{
    private static readonly Dictionary<string, string> Predicates = new()
    {
        ["noPlaces"] = "(is|are) full",
        ["started"] = "(has|have) started already",
        ["startsTooEarly"] = "(starts|start) before (?<day>.+), your earliest start",
        ["endsTooLate"] = "(ends|end) after (?<day>.+), your latest finish",
        ["tooFar"] =
            "(is|are) more than (?<limit>[\\d.]+) miles away; (it|the nearest of them) is (?<miles>[\\d.]+) miles away(?<ferry>, by ferry)?",
        ["overnight"] = "(includes|include) a night away",
        ["noSessionFits"] = "(has|have) (no|a) session that you can attend",
    };

    private static readonly Dictionary<string, string> Levels = new()
    {
        ["Non-accredited"] = "nonAccredited",
        ["non-accredited"] = "nonAccredited",
        ["Level 6"] = "level6",
        ["Level 7"] = "level7",
    };

    /// <summary>Fails when the sentence is not true, or of no known form.</summary>
    public static void Check(JsonObject request, string course, string code, string sentence)
    {
        var cohorts = CatalogueFiles.CohortsOfCourse[course].Select(cohort => new Truth(request, cohort["id"])).ToList();
        var refused = cohorts.Where(cohort => cohort.Refusals.Contains(code)).ToList();
        var holds = code switch
        {
            "notFunded" => sentence == "Places are funded for state-funded schools and colleges only.",
            "levelRequired" => Regex.Match(sentence, "^(?<level>.+), and you require (?<wanted>.+)\\.$") is { Success: true } match
                && Levels[match.Groups["level"].Value] == CatalogueFiles.Courses[course]["accreditation"]
                && Levels[match.Groups["wanted"].Value] == cohorts[0].Level,
            _ => Regex.Match(sentence, $"^(?<who>.+?) {Predicates[code]}\\.$") is { Success: true } match
                && Who(refused.Count, cohorts.Count).Contains(match.Groups["who"].Value)
                && FactsHold(match, request, code, refused),
        };
        Assert.True(holds, $"\"{sentence}\" ({code}) is not true of course {course}: {refused.Count} of {cohorts.Count} cohorts.");
    }

    private static string[] Who(int refused, int all) =>
        refused < all ? [$"{refused} of its {all} cohorts"]
        : all == 1 ? ["Its one cohort"]
        : [$"All {all} of its cohorts", $"None of its {all} cohorts"];

    private static bool FactsHold(Match match, JsonObject request, string code, List<Truth> refused) =>
        code switch
        {
            "startsTooEarly" => Truth.Parse(match.Groups["day"].Value) == Truth.Parse((string)request["availability"]!["earliestStart"]!),
            "endsTooLate" => Truth.Parse(match.Groups["day"].Value) == Truth.Parse((string)request["availability"]!["latestFinish"]!),
            "tooFar" => Number(match, "limit") == (double)request["maxDistanceMiles"]!
                && Number(match, "miles") > Number(match, "limit")
                && match.Groups["ferry"].Success == refused.MinBy(cohort => cohort.Miles)!.ByFerry
                && Math.Abs(Number(match, "miles") - refused.Min(cohort => cohort.Miles)) <= 0.051,
            _ => true,
        };

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
