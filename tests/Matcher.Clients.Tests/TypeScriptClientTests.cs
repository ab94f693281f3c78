namespace Matcher.Clients.Tests;

/// <summary>The README's TypeScript: a client whose types are generated from the running service, compiled strictly, and run.</summary>
public sealed class TypeScriptClientTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Compile =
    [
        "--strict",
        "--noUncheckedIndexedAccess",
        "--exactOptionalPropertyTypes",
        "--target",
        "es2022",
        "--module",
        "esnext",
        "--moduleResolution",
        "bundler",
        "--lib",
        "es2022,dom",
        "--skipLibCheck",
    ];

    [SkippableFact]
    public async Task The_README_s_program_lists_courses()
    {
        Tools.NeedNode();
        var said = await Run(Readme.Code("ts", service.Base));
        Assert.Matches(@"\A1\. .+: 1 mile from BN3\n2\. ", said);
    }

    [SkippableFact]
    public async Task A_fault_comes_as_the_problem_that_is_documented()
    {
        Tools.NeedNode();
        var said = await Run(
            $$"""
            import createClient from "openapi-fetch";
            import type { paths } from "./matcher";

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

    private async Task<string> Run(string program)
    {
        var folder = Tools.NewNodeFolder();
        try
        {
            await Tools.RunPackage(folder.FullName, "openapi-typescript", $"{service.Base}/swagger/v1/swagger.json", "-o", "matcher.ts");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "hub.ts"), program);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "package.json"), """{ "type": "module" }""");
            await Tools.RunPackage(folder.FullName, "tsc", [.. Compile, "hub.ts"]);
            return await Tools.Run(folder.FullName, "node", "hub.js");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
