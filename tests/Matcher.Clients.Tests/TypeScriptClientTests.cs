namespace Matcher.Clients.Tests;

/// <summary>The README's TypeScript: a client whose types are generated from the running service, compiled strictly, and run.</summary>
public sealed class TypeScriptClientTests(RunningService service) : IClassFixture<RunningService>
{
    private const string MultiForm = "createClient<paths, `application/${string}json`>";

    [SkippableTheory]
    [InlineData("sh")]
    [InlineData("powershell")]
    public async Task The_README_s_program_lists_courses(string shell)
    {
        Tools.NeedNode();
        var said = await Run(Readme.Code("ts", service.Base), shell);
        var lines = said.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches(@"\A1\. Careers .+ \(.+, Training centre, Brighton\): 1 mile from BN3\z", lines[0]);
        Assert.Equal((10, 10), (lines.Length, lines.Select(line => line.Split(". ", 2)[1]).Distinct().Count()));
    }

    [SkippableFact]
    public async Task An_answer_in_several_forms_has_the_type_of_its_JSON()
    {
        Tools.NeedNode();
        var program = $$"""
            import createClient from "openapi-fetch";
            import type { components, paths } from "./matcher.js";

            const matcher = {{MultiForm}}({ baseUrl: "{{service.Base}}" });
            const { data, error } = await matcher.GET("/v1/courses/compare", { params: { query: { ids: "se-l6-day,nat-l6-further" } } });
            if (error) throw new Error(error.detail);
            const comparison: components["schemas"]["Comparison"] = data;
            const whole = await matcher.GET("/v1/catalogue/download");
            console.log(comparison.courseIds, whole.data?.courses.some((course) => course.id === "se-l6-day"));
            const table = await matcher.GET("/v1/courses/compare", { params: { query: { ids: "se-l6-day,nat-l6-further", format: "csv" } }, parseAs: "text" });
            console.log(table.data?.split("\n").length === comparison.rows.length + 2);
            """;
        Assert.Contains(MultiForm, Readme.Code("ts", service.Base), StringComparison.Ordinal);
        Assert.Equal("[ 'se-l6-day', 'nat-l6-further' ] true\ntrue\n", await Run(program));
    }

    [SkippableFact]
    public async Task A_fault_comes_as_the_problem_that_is_documented()
    {
        Tools.NeedNode();
        var said = await Run(
            $$"""
            import createClient from "openapi-fetch";
            import type { paths } from "./matcher.js";

            const matcher = createClient<paths>({ baseUrl: "{{service.Base}}" });
            const { error, response } = await matcher.POST("/v1/recommendations", { body: { location: { postcode: "BN3" }, limit: 1000 } });
            console.log(response.status, error?.type, error?.errors?.[0]?.path);
            const { data } = await matcher.GET("/v1/courses", { params: { query: { level: "level6", near: "BN3", withinMiles: 60, sort: "distance", pageSize: 1 } } });
            console.log(data?.items[0]?.cohorts[0]?.distanceMiles);
            const { data: csv } = await matcher.GET("/v1/courses/compare", { params: { query: { ids: "se-l6-day,nat-l6-further" } }, headers: { accept: "text/csv" }, parseAs: "text" });
            console.log(typeof csv);
            """
        );
        Assert.Matches(@"\A400 /problems/invalid-request \$\.limit\n\d+(\.\d)?\nstring\n\z", said);
    }

    [SkippableFact]
    public async Task A_misspelt_word_does_not_compile()
    {
        Tools.NeedNode();
        var fault = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() =>
            Run(Readme.Code("ts", service.Base).Replace("\"level6\"", "\"levelSix\"", StringComparison.Ordinal))
        );
        Assert.Contains("levelSix", fault.Message, StringComparison.Ordinal);
    }

    private async Task<string> Run(string program, string shell = "sh")
    {
        using var folder = new EmptyFolder();
        return await folder.Follow(
            shell,
            Readme.Commands("npm init", service.Base),
            program,
            command =>
            {
                // The one command that is replaced: the same packages, in the versions that package-lock.json names.
                if (!command.StartsWith("npm install ", StringComparison.Ordinal))
                    return command;
                Directory.CreateSymbolicLink(Path.Combine(folder.Path, "node_modules"), Tools.NodePackages);
                return null;
            }
        );
    }
}
