using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Matcher.Data;

namespace Matcher.EndToEnd.Tests;

/// <summary>The API and the scorer, in one process and in two, alive and dead.</summary>
public sealed class HostingTests
{
    private const string Request = """{ "location": { "postcode": "BN3" }, "limit": 100 }""";

    [Fact]
    public async Task Both_ways_of_hosting_the_scorer_give_the_same_answers_byte_for_byte_but_for_ids()
    {
        using var scorer = RunningProgram.Scorer();
        using var apart = RunningProgram.Api("--scorer", scorer.Address("Scorer ready on").ToString());
        using var embedded = RunningProgram.Api();
        using var apartSite = new HubWebsite(apart.Address("listens on"));
        using var embeddedSite = new HubWebsite(embedded.Address("listens on"));
        string[] requests =
        [
            .. Directory.EnumerateFiles(DataFiles.Samples, "*.json").Select(File.ReadAllText),
            .. File.ReadLines(DataFiles.Gazetteer)
                .Skip(1)
                .Chunk(100)
                .Select(lines => $$"""{ "location": { "postcode": "{{lines[0].Split(',')[0]}}" }, "limit": 100 }"""),
        ];
        foreach (var request in requests)
        {
            var answer = await embeddedSite.RecommendText(request);
            Assert.Equal(answer, await apartSite.RecommendText(request));
            Assert.Contains("\"degraded\":false", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Both_ways_of_hosting_the_scorer_name_the_same_model()
    {
        using var scorer = RunningProgram.Scorer();
        using var apart = RunningProgram.Api("--scorer", scorer.Address("Scorer ready on").ToString());
        using var embedded = RunningProgram.Api();
        using var apartSite = new HubWebsite(apart.Address("listens on"));
        using var embeddedSite = new HubWebsite(embedded.Address("listens on"));
        var (model, other) = (JsonNode.Parse(await embeddedSite.ModelText())!, JsonNode.Parse(await apartSite.ModelText())!);
        // Each began to serve it at a time of its own.
        other["servedSince"] = model["servedSince"]!.DeepClone();
        Assert.Equal(model.ToJsonString(), other.ToJsonString());
        Assert.Equal((string)model["manifest"]!["version"]!, (string)model["modelVersion"]!);
        foreach (var site in new[] { apartSite, embeddedSite })
            Assert.Equal((string)model["modelVersion"]!, (string)(await site.Recommend(Request))["modelVersion"]!);
    }

    [Fact]
    public async Task When_the_scorer_dies_answers_are_degraded_and_when_it_is_back_they_are_not()
    {
        using var first = RunningProgram.Scorer(RunningProgram.FreePort());
        var address = first.Address("Scorer ready on");
        using var api = RunningProgram.Api("--scorer", address.ToString());
        using var site = new HubWebsite(api.Address("listens on"));
        await site.UntilReady("ready");
        var scored = await site.RecommendText(Request);
        Assert.False((bool)JsonNode.Parse(scored)!["degraded"]!);

        first.Kill();
        var plain = await site.Recommend(Request);
        Assert.True((bool)plain["degraded"]!);
        Assert.NotEmpty(plain["recommendations"]!.AsArray());
        await site.UntilReady("degraded");

        using var second = RunningProgram.Scorer(address.Port);
        second.Address("Scorer ready on");
        await site.Until(answer => !(bool)answer["degraded"]!, Request);
        Assert.Equal(scored, await site.RecommendText(Request));
        await site.UntilReady("ready");
    }

    [Fact]
    public async Task A_scorer_that_accepts_and_never_answers_costs_no_more_than_the_deadline()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var api = RunningProgram.Api(
            "--scorer",
            $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}",
            "--Scorer:Deadline=00:00:00.2"
        );
        using var site = new HubWebsite(api.Address("listens on"));
        Assert.True((bool)(await site.Recommend(Request))["degraded"]!);
    }

    [Fact]
    public async Task An_API_that_starts_before_its_scorer_becomes_ready_once_that_is_there()
    {
        var port = RunningProgram.FreePort();
        using var api = RunningProgram.Api("--scorer", $"http://127.0.0.1:{port}");
        using var site = new HubWebsite(api.Address("listens on"));
        Assert.True((bool)(await site.Recommend(Request))["degraded"]!);
        using var scorer = RunningProgram.Scorer(port);
        await site.UntilReady("ready");
        Assert.False((bool)(await site.Recommend(Request))["degraded"]!);
    }

    [Fact]
    public async Task A_proxy_for_the_outside_world_neither_stands_between_API_and_scorer_nor_sees_a_profile()
    {
        var proxy = new Dictionary<string, string>
        {
            ["http_proxy"] = "http://127.0.0.1:9",
            ["https_proxy"] = "http://127.0.0.1:9",
            ["all_proxy"] = "http://127.0.0.1:9",
            ["no_proxy"] = "",
            ["NO_PROXY"] = "",
        };
        using var api = RunningProgram.Api(proxy);
        using var site = new HubWebsite(api.Address("listens on"));
        Assert.False((bool)(await site.Recommend(Request))["degraded"]!);
    }

    [Fact]
    public void Starting_prints_the_address_and_the_link_to_Swagger_UI()
    {
        using var api = RunningProgram.Api();
        var address = api.Address("listens on");
        Assert.Equal(new Uri(address, "/swagger"), api.Address("Swagger UI"));
    }

    [Fact]
    public async Task A_program_that_is_told_to_stop_ends_quietly_even_while_it_starts()
    {
        // Windows has no such signal.
        if (OperatingSystem.IsWindows())
            return;
        using var scorer = RunningProgram.Scorer();
        scorer.Address("Scorer ready on");
        using var api = RunningProgram.Api();
        api.Address("listens on");
        // Whichever moment of the start the signal meets.
        using var starting = RunningProgram.Api();
        foreach (var program in new[] { scorer, api, starting })
        {
            program.Terminate();
            // 143 is the system's word for a program that had not begun to listen to signals.
            Assert.True(await program.Exit() is 0 or 143);
            Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_service_leaves_nothing_in_the_temporary_folder_and_does_not_miss_it_when_it_is_removed()
    {
        // Elsewhere another variable names the folder.
        if (OperatingSystem.IsWindows())
            return;
        var temporary = Directory.CreateTempSubdirectory("matcher-test-");
        var variables = new Dictionary<string, string> { ["TMPDIR"] = temporary.FullName };
        using var api = RunningProgram.Api(variables, "--Limits:AnswersAtOnce=1000");
        using var site = new HubWebsite(api.Address("listens on"));
        var left = temporary.EnumerateDirectories("matcher-*").Select(folder => folder.Name).ToList();
        temporary.Delete(recursive: true);
        // More at once than one connection takes: new ones are opened to the scorer inside.
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => site.Recommend(Request)));
        Assert.All(answers, answer => Assert.False((bool)answer["degraded"]!));
        await site.UntilReady("ready");
        Assert.Empty(left);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_a_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        using var api = new RunningProgram("Matcher.Api", "--urls", address);
        await api.Exits(1);
        Assert.Contains("Can't start.", api.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", api.Output, StringComparison.Ordinal);
        using var scorer = new RunningProgram("Matcher.Scorer", "serve", "--urls", address);
        await scorer.Exits(1);
        Assert.StartsWith($"Can't listen on {address}: another program listens there. Stop that program", scorer.Output, StringComparison.Ordinal);
    }
}
