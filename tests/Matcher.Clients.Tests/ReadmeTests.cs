using System.Text.Json.Nodes;
using Matcher.Api.Tests;

namespace Matcher.Clients.Tests;

/// <summary>The README's requests and what holds for all of its commands.</summary>
public sealed class ReadmeTests(RunningService service) : IClassFixture<RunningService>
{
    [SkippableTheory]
    [InlineData("sh")]
    [InlineData("powershell")]
    public async Task A_profile_is_answered_with_ten_courses(string shell)
    {
        var answer = JsonNode.Parse(await Tools.RunShell(shell, SourceTree.Root, Request(shell, "/v1/recommendations")))!;
        Assert.Equal(10, answer["recommendations"]!.AsArray().Count);
        Assert.NotEmpty((string)answer["recommendations"]![0]!["cohort"]!["venue"]!);
    }

    [SkippableTheory]
    [InlineData("sh", @"\AHTTP/1.1 202 (.|\n)+""rows"":")]
    [InlineData("powershell", @"(?m)^links +: @\{self=/v1/batch-runs/")]
    public async Task A_waiting_list_is_taken_in(string shell, string said) =>
        Assert.Matches(said, await Tools.RunShell(shell, SourceTree.Root, Request(shell, "/v1/batch-runs")));

    [Fact]
    public void Only_requests_need_another_form_in_PowerShell()
    {
        var commands = Readme.All("sh", Readme.Address).ToList();
        Assert.Equal(
            commands.Count(code => code.StartsWith("curl ", StringComparison.Ordinal)),
            Readme.All("powershell", Readme.Address).Count
        );
        // What Windows PowerShell reads in another way, or not at all.
        Assert.DoesNotContain(
            commands.Where(code => !code.StartsWith("curl ", StringComparison.Ordinal)).SelectMany(code => code.Split('\n')),
            line => line.Contains("&&", StringComparison.Ordinal) || line.EndsWith('\\') || line.IndexOfAny(['$', '<', '\'']) >= 0
        );
    }

    [Fact]
    public void It_can_be_read_in_one_sitting() => Assert.InRange(Readme.Text.Split('\n').Length - 1, 1, 180);

    private string Request(string shell, string path) =>
        Assert.Single(Readme.All(shell, service.Base), code => code.Contains($"{service.Base}{path}", StringComparison.Ordinal));
}
