using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Data;
using Matcher.Data.Places;
using Matcher.Scorer.Models;
using Matcher.Scorer.Tests.Serving;
using Xunit.Abstractions;

namespace Matcher.EndToEnd.Tests;

/// <summary>Models that change, and damaged ones, while the programs serve.</summary>
public sealed class ModelSwapTests(ITestOutputHelper told) : IDisposable
{
    private const int Callers = 4;
    private const string Request = """{ "location": { "postcode": "BN3" }, "accreditation": { "preferred": "level6" } }""";

    private static readonly int Swaps = LongForm.IsWanted ? 100 : 10;
    private static readonly int Damages = LongForm.IsWanted ? 200 : 20;
    private readonly OwnModel own = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    private static string First => OwnModel.Version(OwnModel.Shipped);

    public void Dispose()
    {
        own.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Under_load_every_model_is_served_every_damaged_one_refused_with_a_reason_and_no_request_fails(bool isInside)
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        told.WriteLine($"Seed: {seed}");
        var random = new Random(seed);
        using var scorer = isInside ? null : Scorer();
        using var api = isInside
            ? RunningProgram.Api($"--Scorer:ModelFolder={own.Path}", "--Scorer:LookEvery=00:00:00.05")
            : RunningProgram.Api("--scorer", scorer!.Address("Scorer ready on").ToString());
        using var site = new HubWebsite(api.Address("listens on"));
        await site.UntilReady("ready");
        using var stop = new CancellationTokenSource();
        var versions = new HashSet<string>();
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(Call)).ToList();
        var served = OwnModel.Shipped;
        await Answered(First);
        for (var swap = 1; swap <= Swaps; swap++)
        {
            served = OwnModel.Other(swap % 3 + 1);
            own.Put(served);
            await Until(site, model => (string?)model["modelVersion"] == OwnModel.Version(served) && model["refused"] is null);
            await Answered(OwnModel.Version(served));
        }
        for (var damage = 0; damage < Damages; damage++)
        {
            var file = PutDamaged(OwnModel.Other(damage % 3 + 4), random);
            // Between two looks the reason may be another.
            var model = await Until(site, model => ((string?)model["refused"]?["reason"])?.Contains(file, StringComparison.Ordinal) == true);
            Assert.True((string?)model["modelVersion"] == OwnModel.Version(served), $"Seed {seed}: a damaged {file} was served.");
            Assert.DoesNotContain(own.Path, (string)model["refused"]!["reason"]!, StringComparison.Ordinal);
            own.Put(served);
            await Until(site, model => model["refused"] is null);
        }
        await stop.CancelAsync();
        var calls = (await Task.WhenAll(callers)).Sum();
        told.WriteLine($"{Swaps} models served and {Damages} damaged ones refused during {calls} requests, none of which failed.");
        string[] good = [First, .. Enumerable.Range(1, 3).Select(number => OwnModel.Version(OwnModel.Other(number)))];
        Assert.Equal(good.Order(), versions.Order());

        // On a busy machine a model could be replaced before anybody was answered by it.
        async Task Answered(string version)
        {
            using var limit = new CancellationTokenSource(RunningProgram.Patience);
            while (!Knows(version))
                await Task.Delay(5, limit.Token);
        }

        bool Knows(string version)
        {
            lock (versions)
                return versions.Contains(version);
        }

        async Task<int> Call()
        {
            var count = 0;
            for (; !stop.IsCancellationRequested; count++)
            {
                var answer = await site.Recommend(Request);
                Assert.False((bool)answer["degraded"]!, $"Seed {seed}: an answer is degraded.");
                lock (versions)
                    versions.Add((string)answer["modelVersion"]!);
            }
            return count;
        }
    }

    [Fact]
    public async Task One_command_goes_back_to_the_model_before_without_a_restart_and_another_returns()
    {
        using var api = RunningProgram.Api($"--Scorer:ModelFolder={own.Path}", "--Scorer:LookEvery=00:00:00.05");
        using var site = new HubWebsite(api.Address("listens on"));
        Assert.Contains("held no other model before", await Command(1, "back", own.Path), StringComparison.Ordinal);
        var (second, third) = (OwnModel.Version(OwnModel.Other(1)), OwnModel.Version(OwnModel.Other(2)));
        foreach (var number in new[] { 1, 2 })
        {
            own.Put(OwnModel.Other(number));
            await Until(site, model => (string?)model["modelVersion"] == OwnModel.Version(OwnModel.Other(number)));
        }
        await api.Says($"The model changed: {third} is served, no longer {second}.");
        Assert.Equal([third, second, First], (await Command(0, "list", own.Path)).Split('\n').Select(line => line.Split(' ')[0]));
        Assert.Contains($"Went back to {second} from {third}.", await Command(0, "back", own.Path), StringComparison.Ordinal);
        await Until(site, model => (string?)model["modelVersion"] == second);
        await Command(0, "back", own.Path, "--to", First);
        await Until(site, model => (string?)model["modelVersion"] == First);
        Assert.Equal(First, (string?)(await site.Recommend(Request))["modelVersion"]);
        Assert.Contains("is not kept", await Command(1, "back", own.Path, "--to", "other"), StringComparison.Ordinal);
        await Command(0, "back", own.Path);
        await Until(site, model => (string?)model["modelVersion"] == second);

        // A damaged model is left as well.
        File.WriteAllText(own.At(ModelFiles.ManifestName), "{}");
        await Until(site, model => model["refused"] is not null);
        Assert.Contains("can't be served", await Command(1, "check", own.Path), StringComparison.Ordinal);
        Assert.Contains($"Went back to {second}.", await Command(0, "back", own.Path), StringComparison.Ordinal);
        await Until(site, model => model["refused"] is null);
        Assert.Contains($"{second} can be served", await Command(0, "check", own.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_older_than_the_program_ends_the_start_with_the_command_that_mends_it()
    {
        File.Delete(own.At(ModelFiles.CanariesName));
        File.Delete(own.At(ModelFiles.SumsName));
        using (var refused = RunningProgram.Api($"--Scorer:ModelFolder={own.Path}"))
        {
            await refused.Exits(1);
            Assert.Contains("run `model seal`", refused.Output, StringComparison.Ordinal);
        }
        await Command(0, "seal", own.Path);
        using var api = RunningProgram.Api($"--Scorer:ModelFolder={own.Path}");
        using var site = new HubWebsite(api.Address("listens on"));
        await site.UntilReady("ready");
    }

    [Fact]
    public async Task A_batch_run_ends_with_the_model_that_it_began_with()
    {
        var list = Path.Combine(folder.FullName, "list.csv");
        await using (var to = File.Create(list))
            await SampleList.Write(to, Gazetteer.Read(DataFiles.Gazetteer), 6_000, seed: 5, CancellationToken.None);
        using var scorer = Scorer();
        var address = scorer.Address("Scorer ready on").ToString();
        using (var undisturbed = Run("undisturbed"))
            await undisturbed.Exits(0);
        using var disturbed = Run("disturbed");
        await disturbed.Says(" of 6,000, ");
        own.Put(OwnModel.Other(1));
        await scorer.Says("The model changed");
        var ended = disturbed.Exits(0);
        while (!ended.IsCompleted)
        {
            Assert.DoesNotContain("Waiting:", disturbed.Output, StringComparison.Ordinal);
            await Task.Delay(20);
        }
        await ended;
        Assert.Equal(await Results("undisturbed"), await Results("disturbed"));

        RunningProgram Run(string to) =>
            new("Matcher.Api", "batch", "run", list, "--out", Out(to), "--state", Out("state"), "--limit", "2", "--scorer", address);
        string Out(string name) => Path.Combine(folder.FullName, name);
        Task<string> Results(string of) => File.ReadAllTextAsync(Path.Combine(Out(of), "results.csv"));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("1.00:00:01")]
    [InlineData("-00:00:02")]
    [InlineData("often")]
    public async Task A_scorer_that_is_to_look_at_odd_times_does_not_start_and_says_what_to_write(string every)
    {
        using var scorer = new RunningProgram("Matcher.Scorer", "serve", "--urls", "http://127.0.0.1:0", $"--look-every={every}");
        await scorer.Exits(1);
        Assert.Contains($"--look-every is {every}.", scorer.Output, StringComparison.Ordinal);
        Assert.Contains("such as 00:00:02 for 2 seconds", scorer.Output, StringComparison.Ordinal);
    }

    private RunningProgram Scorer() =>
        new("Matcher.Scorer", "serve", "--urls", "http://127.0.0.1:0", "--model", own.Path, "--look-every", "00:00:00.05");

    private static async Task<string> Command(int code, params string[] args)
    {
        using var command = new RunningProgram("Matcher.Scorer", ["model", .. args]);
        await command.Exits(code);
        return command.Output;
    }

    private static async Task<JsonNode> Until(HubWebsite site, Func<JsonNode, bool> wanted)
    {
        using var limit = new CancellationTokenSource(RunningProgram.Patience);
        while (true)
        {
            var model = JsonNode.Parse(await site.ModelText())!;
            if (wanted(model))
                return model;
            await Task.Delay(20, limit.Token);
        }
    }

    // A model with one of its files damaged in some way; tells which.
    private string PutDamaged(ModelFiles files, Random random)
    {
        using var elsewhere = new OwnModel();
        elsewhere.Put(files);
        string[] names = [ModelFiles.ManifestName, ModelFiles.CanariesName, ModelFiles.SumsName];
        var damaged = names[random.Next(names.Length)];
        foreach (var name in names)
        {
            var whole = File.ReadAllBytes(elsewhere.At(name));
            File.WriteAllBytes(own.At(name), name == damaged ? Damage(whole, random) : whole);
        }
        return damaged;
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        var place = random.Next(whole.Length);
        return random.Next(5) switch
        {
            0 => [],
            1 => whole[..place],
            2 => "{ \"name\": \"matcher\" }"u8.ToArray(),
            3 => [.. whole[..place], (byte)(whole[place] ^ (1 << random.Next(7))), .. whole[(place + 1)..]],
            _ => [.. "NaN"u8, .. whole],
        };
    }
}
