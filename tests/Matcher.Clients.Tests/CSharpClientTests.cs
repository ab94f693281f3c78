using System.Globalization;
using System.Text;
using Hub.Matcher;
using Hub.Matcher.Models;
using Matcher.Api.Tests;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace Matcher.Clients.Tests;

/// <summary>The README's C#: a client that was generated from the approved document when these tests were built.</summary>
public sealed class CSharpClientTests(RunningService service) : IClassFixture<RunningService>
{
    private MatcherClient Client => new(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider()) { BaseUrl = service.Base });

    [Fact]
    public async Task The_README_s_program_lists_courses()
    {
        var (address, lines) = (service.Base, new List<string>());

        // The README's lines; the next story compares.
        var matcher = new MatcherClient(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider()) { BaseUrl = address });
        var person = new RecommendationRequest { Location = new() { Postcode = "BN3" } };
        person.Accreditation = new() { Preferred = PreferredAccreditation.Level6 };
        var answer = await matcher.V1.Recommendations.PostAsync(person);
        foreach (var course in answer!.Recommendations!)
            lines.Add($"{course.Rank}. {course.Title}: {course.Reasons![0]}");

        Assert.Equal(10, lines.Count);
        Assert.StartsWith("1. ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(": 1 mile from BN3", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_README_shows_the_lines_that_ran()
    {
        static IEnumerable<string> Lines(string code) =>
            code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
        var ran = Lines(
                File.ReadAllText(Path.Combine(SourceTree.Root, "tests", "Matcher.Clients.Tests", "CSharpClientTests.cs"))
                    .Replace("lines.Add", "Console.WriteLine", StringComparison.Ordinal)
            )
            .ToHashSet();
        Assert.All(
            Lines(Readme.Code("csharp", "{address}").Replace("\"{address}\"", "address", StringComparison.Ordinal)),
            line => Assert.Contains(line, ran)
        );
    }

    [Fact]
    public async Task A_fault_comes_as_the_problem_that_is_documented()
    {
        var problem = await Assert.ThrowsAsync<Problem>(() =>
            Client.V1.Recommendations.PostAsync(new() { Location = new() { Postcode = "EH1" } })
        );
        Assert.Equal(("/problems/outside-england", 422), (problem.Type, problem.Status));
        Assert.NotEmpty(problem.Detail!);
    }

    [Fact]
    public async Task The_catalogue_and_a_batch_run_come_as_types()
    {
        var courses = await Client.V1.Courses.GetAsync(request =>
            request.QueryParameters = new()
            {
                Level = Accreditation.Level6,
                Near = "BN3",
                WithinMiles = 60,
                Sort = CourseOrder.Distance,
                PageSize = 1,
            }
        );
        Assert.InRange(Assert.Single(courses!.Items!).Cohorts![0].DistanceMiles!.Value, 0, 60);
        var course = await Client.V1.Courses[courses.Items![0].Id!].GetAsync();
        Assert.Equal(Accreditation.Level6, course!.Accreditation);
        using var list = new MemoryStream(Encoding.UTF8.GetBytes("reference,postcode\nA1,BN3\n"));
        var run = await Client.V1.BatchRuns.PostAsync(list, "text/csv", request => request.QueryParameters.Limit = 1);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((run = await Client.V1.BatchRuns[$"{run!.Id}"].GetAsync(cancellationToken: patience.Token))!.State != RunState.Done)
            await Task.Delay(20, patience.Token);
        Assert.Equal(1, run.Rows!.Ranked);
        using var results = new StreamReader((await Client.V1.BatchRuns[$"{run.Id}"].Results.GetAsync())!);
        Assert.StartsWith("row,reference", await results.ReadToEndAsync(), StringComparison.Ordinal);
        await Client.V1.BatchRuns[run.Id!.Value.ToString("d", CultureInfo.InvariantCulture)].DeleteAsync();
    }
}
