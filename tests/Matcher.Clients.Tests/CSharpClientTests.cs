using System.Globalization;
using System.Text;
using Hub.Matcher;
using Hub.Matcher.Models;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace Matcher.Clients.Tests;

/// <summary>The README's C#: a client that was generated from the approved document when these tests were built.</summary>
public sealed class CSharpClientTests(RunningService service) : IClassFixture<RunningService>
{
    private MatcherClient Client => new(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider()) { BaseUrl = service.Base });

    [SkippableFact]
    public async Task The_README_s_program_lists_courses()
    {
        using var folder = new EmptyFolder();
        var said = await folder.Follow(
            "sh",
            Readme.Commands("dotnet new", service.Base),
            Readme.Code("csharp", service.Base),
            command => InTheVersionsOfTheseTests(command, folder.Path)
        );
        var lines = said.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches(@"\A1\. Careers .+ \(.+, Training centre, Brighton\): 1 mile from BN3\z", lines[0]);
        Assert.Equal((10, 10), (lines.Length, lines.Select(line => line.Split(". ", 2)[1]).Distinct().Count()));
    }

    [Fact]
    public async Task A_fault_comes_as_the_problem_that_is_documented()
    {
        var problem = await Assert.ThrowsAsync<Problem>(() =>
            Client.V1.Recommendations.PostAsync(new() { Location = new() { Postcode = "EH1" } })
        );
        Assert.Equal(("/problems/outside-england", 422), (problem.Type, problem.Status));
        Assert.NotEmpty(problem.Detail!);
        Assert.Equal(problem.Detail, problem.Message);
    }

    [Fact]
    public async Task A_calendar_comes_as_a_file_and_a_comparison_as_a_type()
    {
        using var calendar = new StreamReader((await Client.V1.Cohorts["se-l6-day-guildford-2702"].Calendar.GetAsync())!);
        Assert.StartsWith("BEGIN:VCALENDAR", await calendar.ReadToEndAsync(), StringComparison.Ordinal);
        var comparison = await Client.V1.Courses.Compare.GetAsync(request => request.QueryParameters.Ids = "se-l6-day,nat-l6-further");
        Assert.Equal(["se-l6-day", "nat-l6-further"], comparison!.CourseIds!);
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

    // The commands that are replaced are those that would fetch the latest of what is then tested.
    private static string InTheVersionsOfTheseTests(string command, string folder)
    {
        if (command.StartsWith("dotnet tool install ", StringComparison.Ordinal))
        {
            File.Copy(Tools.ToolManifest, Path.Combine(folder, "dotnet-tools.json"));
            return "dotnet tool restore";
        }
        return command.StartsWith("dotnet add package ", StringComparison.Ordinal)
            ? $"{command} --version {typeof(HttpClientRequestAdapter).Assembly.GetName().Version!.ToString(3)} --no-restore"
            : command;
    }
}
