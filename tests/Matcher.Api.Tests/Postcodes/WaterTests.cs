using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Matcher.Api.Tests.Postcodes;

/// <summary>Distances go around water or over its crossings, and sentences say "by ferry" where that is the way.</summary>
public sealed partial class WaterTests
{
    private static RunningApi Api => RunningApi.Shared;

    [Fact]
    public async Task An_answer_for_the_Isle_of_Wight_says_by_ferry_wherever_it_says_a_distance()
    {
        var answer = await Api.Recommend(Some.Request("PO30"));
        var distances = answer["recommendations"]!.AsArray().SelectMany(Sentences).Where(sentence => Distance().IsMatch(sentence)).ToList();
        Assert.NotEmpty(distances);
        Assert.All(distances, sentence => Assert.EndsWith(" from PO30, by ferry", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_for_the_mainland_says_nothing_of_ferries()
    {
        var answer = await Api.Recommend(Some.Request("BN3"));
        Assert.DoesNotContain("by ferry", answer["recommendations"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_says_once_how_distances_are_measured() =>
        Assert.Equal(
            "Distances are in miles as the crow flies, or around water and over bridges and ferries where that is the way.",
            (string)(await Api.Recommend(Some.Request()))["distanceNote"]!
        );

    [Fact]
    public async Task What_is_too_far_by_ferry_says_so()
    {
        var request = Some.Request("PO30");
        request["maxDistanceMiles"] = 5;
        var details = (await Api.Recommend(request))["notEligible"]!
            .AsArray()
            .SelectMany(course => course!["reasons"]!.AsArray())
            .Where(reason => (string)reason!["code"]! == "tooFar")
            .Select(reason => (string)reason!["detail"]!)
            .ToList();
        Assert.NotEmpty(details);
        Assert.All(details, detail => Assert.EndsWith(" miles away, by ferry.", detail, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PO30")]
    [InlineData("SS1")]
    [InlineData("DN31")]
    public async Task The_catalogue_measures_as_the_answer_does(string district)
    {
        var listed = (await Api.Client.GetFromJsonAsync<JsonObject>($"/v1/courses?near={district}&pageSize=100"))!["items"]!
            .AsArray()
            .SelectMany(course => course!["cohorts"]!.AsArray())
            .ToDictionary(cohort => (string)cohort!["id"]!, cohort => (double)cohort!["distanceMiles"]!);
        var request = Some.Request(district);
        request["limit"] = 100;
        foreach (var course in (await Api.Recommend(request))["recommendations"]!.AsArray())
        {
            Assert.Equal(listed[(string)course!["cohort"]!["id"]!], (double)course["distanceMiles"]!);
            Assert.All(
                course["otherCohorts"]!.AsArray(),
                other => Assert.Equal(listed[(string)other!["id"]!], (double)other["distanceMiles"]!)
            );
        }
    }

    [Fact]
    public async Task Nobody_in_Southend_is_sent_straight_across_the_Thames()
    {
        var request = Some.Request("SS1");
        request["limit"] = 100;
        var maidstone = (await Api.Recommend(request))["recommendations"]!
            .AsArray()
            .SelectMany(course =>
                (JsonNode[])
                    [
                        new JsonObject
                        {
                            ["venue"] = (string)course!["cohort"]!["venue"]!,
                            ["distanceMiles"] = (double)course["distanceMiles"]!,
                        },
                        .. course["otherCohorts"]!.AsArray()!,
                    ]
            )
            .Where(cohort => ((string)cohort["venue"]!).EndsWith("Maidstone", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(maidstone);
        Assert.All(maidstone, cohort => Assert.InRange((double)cohort["distanceMiles"]!, 36, 44));
    }

    private static IEnumerable<string> Sentences(JsonNode? course) =>
        course!["reasons"]!.AsArray().Concat(course["cautions"]!.AsArray()).Select(sentence => (string)sentence!);

    [GeneratedRegex(" miles? from ")]
    private static partial Regex Distance();
}
