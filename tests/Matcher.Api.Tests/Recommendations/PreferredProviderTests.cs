using System.Text.Json.Nodes;

namespace Matcher.Api.Tests.Recommendations;

/// <summary>Somebody who would rather learn from one kind of organisation.</summary>
public sealed class PreferredProviderTests
{
    private static readonly Dictionary<string, string> Organisations = new()
    {
        ["careersSpecialist"] = "a careers specialist",
        ["university"] = "a university",
        ["leadershipAndManagement"] = "a leadership and management specialist",
    };

    [Theory]
    [InlineData("careersSpecialist")]
    [InlineData("university")]
    [InlineData("leadershipAndManagement")]
    public async Task The_kind_of_organisation_that_was_asked_for_is_a_reason_and_another_kind_is_a_caution(string wanted)
    {
        var courses = (await RunningApi.Shared.Recommend(Request(wanted)))["recommendations"]!.AsArray();
        Assert.Equal(Organisations.Keys.Order(StringComparer.Ordinal), courses.Select(TypeOf).Distinct().Order(StringComparer.Ordinal));
        Assert.All(
            courses,
            course =>
            {
                var asked = $"Run by {Organisations[wanted]}, as you asked";
                var other = $"Run by {Organisations[TypeOf(course)]}, and you asked for {Organisations[wanted]}";
                Assert.Equal(TypeOf(course) == wanted, Sentences(course, "reasons").Contains(asked));
                Assert.Equal(TypeOf(course) != wanted, Sentences(course, "cautions").Contains(other));
            }
        );
    }

    [Fact]
    public async Task Nobody_is_told_that_they_asked_for_a_kind_of_organisation_when_they_did_not()
    {
        var courses = (await RunningApi.Shared.Recommend(Request(null)))["recommendations"]!.AsArray();
        Assert.All(
            courses,
            course =>
                Assert.DoesNotContain(
                    Sentences(course, "reasons").Concat(Sentences(course, "cautions")),
                    sentence =>
                        sentence.StartsWith("Run by", StringComparison.Ordinal) && sentence.Contains("you asked", StringComparison.Ordinal)
                )
        );
    }

    private static JsonObject Request(string? providerType)
    {
        var request = Some.Request();
        request["preferences"] = new JsonObject { ["providerType"] = providerType };
        request["limit"] = 100;
        return request;
    }

    private static string TypeOf(JsonNode? course) => (string)course!["provider"]!["type"]!;

    private static List<string> Sentences(JsonNode? course, string list) =>
        [.. course![list]!.AsArray().Select(sentence => (string)sentence!)];
}
