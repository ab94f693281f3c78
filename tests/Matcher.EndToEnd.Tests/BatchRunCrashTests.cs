using System.Diagnostics;
using System.Security.Cryptography;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Data;
using Matcher.Data.Places;
using Xunit.Abstractions;

namespace Matcher.EndToEnd.Tests;

/// <summary>Batch runs whose process is killed, or stopped, in the middle.</summary>
public sealed class BatchRunCrashTests(ITestOutputHelper told) : IDisposable
{
    private static readonly int Kills = LongForm.IsWanted ? 50 : 10;
    private static readonly int People = LongForm.IsWanted ? 20_000 : 5_000;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Killed_at_random_moments_a_run_loses_no_row_and_doubles_none()
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        told.WriteLine($"Seed: {seed}");
        var random = new Random(seed);
        var list = await List(People);
        var watch = Stopwatch.StartNew();
        await Finish(list, "undisturbed");
        var alone = watch.Elapsed;
        var expected = await Results("undisturbed");
        Assert.Equal(
            People,
            expected.Split("\r\n").Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[0]).Distinct().Count()
        );

        var (kills, runs) = (0, 0);
        while (kills < Kills)
        {
            var disturbed = $"disturbed-{runs++}";
            var killed = false;
            watch.Restart();
            while (true)
            {
                using var run = Start(list, disturbed);
                var ended = run.Exit();
                // Any moment of a run, from its start to its end.
                var moment = Task.Delay(alone * random.NextDouble());
                if (kills < Kills && await Task.WhenAny(ended, moment) == moment)
                {
                    run.Kill();
                    kills++;
                    killed = true;
                    continue;
                }
                Assert.True(await ended == 0, $"Seed {seed}: {run.Output}");
                // The first may have been slow: moments after the end would kill nothing.
                if (!killed && watch.Elapsed < alone)
                    alone = watch.Elapsed;
                break;
            }
            Assert.True(expected == await Results(disturbed), $"Seed {seed}: the results differ after {kills} kills.");
        }
        told.WriteLine($"{kills} kills in {runs} runs of {People} rows: none lost, none doubled.");
    }

    [Fact]
    public async Task Stopped_by_an_operator_a_run_goes_on_with_the_same_command()
    {
        if (OperatingSystem.IsWindows())
            return;
        // So many that none is done before it is stopped.
        var list = await List(20_000);
        await Finish(list, "undisturbed");
        using (var run = Start(list, "stopped"))
        {
            await run.Says(" of 20,000, ");
            run.Terminate();
            await run.Exits(130);
            Assert.Contains("Give the same command again to go on.", run.Output, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(folder.FullName, "stopped", "results.csv")));
        }
        using (var again = Start(list, "stopped"))
        {
            await again.Exits(0);
            Assert.Contains("Continuing the earlier run of this list.", again.Output, StringComparison.Ordinal);
        }
        Assert.Equal(await Results("undisturbed"), await Results("stopped"));
    }

    [Fact]
    public async Task A_run_whose_scorer_dies_waits_for_it_and_ends_as_if_nothing_had_happened()
    {
        var list = await List(6_000);
        await Finish(list, "undisturbed");
        using var scorer = RunningProgram.Scorer(RunningProgram.FreePort());
        var address = scorer.Address("Scorer ready on");
        using var run = Start(list, "bereft", "--scorer", address.ToString());
        await run.Says(" of 6,000, ");
        scorer.Kill();
        await run.Says("Waiting: The scorer gives no answer.");
        using var next = RunningProgram.Scorer(address.Port);
        await run.Exits(0);
        Assert.Equal(await Results("undisturbed"), await Results("bereft"));
    }

    [Fact]
    public async Task What_is_written_depends_on_neither_workers_nor_the_time()
    {
        var list = await List(1_500);
        foreach (var (to, workers) in new[] { ("one", 1), ("other", 5) })
        {
            using var run = Start(list, to, "--workers", $"{workers}", "--allocate", "--today", "2026-11-23");
            await run.Exits(0);
        }
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder.FullName, "one")))
        {
            Assert.Equal(
                await File.ReadAllTextAsync(file),
                await File.ReadAllTextAsync(
                    file.Replace(
                        $"{Path.DirectorySeparatorChar}one{Path.DirectorySeparatorChar}",
                        $"{Path.DirectorySeparatorChar}other{Path.DirectorySeparatorChar}",
                        StringComparison.Ordinal
                    )
                )
            );
        }
    }

    [Theory]
    [InlineData("missing.csv")]
    [InlineData("workbook.csv")]
    public async Task A_file_that_is_not_there_or_no_list_ends_with_a_sentence_and_1(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "workbook.csv"), "PK\u0003\u0004");
        using var run = Start(Path.Combine(folder.FullName, name), "nothing");
        await run.Exits(1);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    private async Task<string> List(int people)
    {
        var file = Path.Combine(folder.FullName, "list.csv");
        await using var to = File.Create(file);
        await SampleList.Write(to, Gazetteer.Read(DataFiles.Gazetteer), people, seed: 5, CancellationToken.None);
        return file;
    }

    private RunningProgram Start(string list, string to, params string[] options) =>
        new(
            "Matcher.Api",
            [
                "batch",
                "run",
                list,
                "--out",
                Path.Combine(folder.FullName, to),
                "--state",
                Path.Combine(folder.FullName, "state"),
                "--limit",
                "2",
                .. options,
            ]
        );

    private async Task Finish(string list, string to)
    {
        using var run = Start(list, to);
        await run.Exits(0);
    }

    private Task<string> Results(string of) => File.ReadAllTextAsync(Path.Combine(folder.FullName, of, "results.csv"));
}
