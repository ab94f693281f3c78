using System.Runtime.InteropServices;
using Matcher.Api.BatchRuns.Results;
using Matcher.Api.BatchRuns.Runs;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.CommandLine;
using Matcher.Api.Http;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace Matcher.Api.BatchRuns;

/// <summary>A batch run on the command line: the same run as the service's, followed to its end, its results in files.</summary>
/// <param name="file">The list; "-" is standard input.</param>
/// <param name="folder">Where the results go.</param>
/// <param name="request">What is wanted.</param>
/// <param name="workers">How many people are ranked at once.</param>
internal sealed class BatchRunCommand(string file, string folder, RunRequest request, int workers)
{
    private const int MostOffered = 4;

    // A file or a program that reads messages breaks no lines as a terminal does.
    private const int Unbroken = 100_000;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    // Standard output stays free for pipes; messages go to standard error.
    private readonly IAnsiConsole console = Messages();

    /// <summary>Runs it.</summary>
    /// <returns>0: every good row was ranked. 1: the list, a setting or a file is wrong. 130: stopped; the same command goes on.</returns>
    public async Task<int> Run(Func<CancellationToken, Task<IHost>> start, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            using var host = await start(stop.Token);
            try
            {
                return await Run(host.Services, stop.Token);
            }
            finally
            {
                await host.StopAsync(CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            console.WriteLine("Stopped. Give the same command again to go on.");
            return CommandEnd.Stopped;
        }
        catch (UncertainHeadingException error)
        {
            foreach (var sentence in error.Sentences)
                console.WriteLine(sentence);
            foreach (var column in error.Uncertain.Take(MostOffered))
            {
                var map = JsonItem.Quote($"{column.Name}={column.LikelyField}");
                console.WriteLine($"  --map {map}  or  --ignore {JsonItem.Quote(column.Name)}");
            }

            return 1;
        }
        catch (Exception error)
            when (error
                    is IOException
                        or UnauthorizedAccessException
                        or InvalidDataException
                        or UnreadableListException
                        or ListTooLargeException
                        or OptionsValidationException
                        or InvalidOperationException
                        or FormatException
            )
        {
            console.WriteLine(error.Message);
            return 1;
        }
        catch (Exception error) when (StoreErrors.Of(error) is { } sentence)
        {
            console.WriteLine(sentence);
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            // A second one ends the process at once.
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    private async Task<int> Run(IServiceProvider services, CancellationToken cancellation)
    {
        var (store, erasure) = (services.GetRequiredService<RunStore>(), services.GetRequiredService<RunErasure>());
        var kept = Path.GetFullPath(services.GetRequiredService<IOptions<StoreOptions>>().Value.Folder);
        console.WriteLine($"Unfinished runs are kept in {kept}.");
        Directory.CreateDirectory(folder);
        await erasure.EraseOld(cancellation);
        var (sent, held) = (default(BatchRun), default(CommandLineRun));
        try
        {
            await using var list = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            var run = await services.GetRequiredService<RunIntake>().Receive(list, request, Hold, cancellation);
            if (run != sent)
                console.WriteLine("Continuing the earlier run of this list.");
            await console
                .Progress()
                .AutoClear(false)
                .HideCompleted(false)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(progress => Follow(services, run, progress.AddTask("Ranking", maxValue: Math.Max(1, run.Rows)), cancellation));
            var done = await store.Find(run.Id, cancellation) ?? throw new InvalidDataException("The run was erased by somebody else.");
            foreach (var line in await new RunFiles(services.GetRequiredService<RunOutput>(), folder).Write(done, cancellation))
                console.WriteLine(line);
            // What people sent is not kept any longer than it is needed.
            held!.Done(run.Id);
            return 0;
        }
        finally
        {
            if (held is not null)
                await held.DisposeAsync();
        }

        async Task Hold(BatchRun received) => (sent, held) = (received, await CommandLineRun.Hold(received, kept, erasure, cancellation));
    }

    private async Task Follow(IServiceProvider services, BatchRun run, ProgressTask bar, CancellationToken cancellation)
    {
        var (store, worker) = (services.GetRequiredService<RunStore>(), services.GetRequiredService<RunWorker>());
        var working = Task.WhenAll(
            Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkToTheEnd(store, worker, run.Id, cancellation), cancellation))
        );
        while (await Task.WhenAny(working, Task.Delay(Glance, CancellationToken.None)) != working)
        {
            if (await store.Find(run.Id, cancellation) is not { } seen)
                continue;
            bar.Value = seen.RowsDone;
            bar.Description =
                worker.WaitsFor(run.Id) is { } waits ? Markup.Escape($"Waiting: {waits}")
                : seen.Run.State == RunState.Allocating ? "Allocating"
                : $"Ranking {seen.RowsDone:N0} of {run.Rows:N0}, {bar.Speed ?? 0:N0} a second";
        }
        await working;
        bar.Value = bar.MaxValue;
    }

    private static async Task WorkToTheEnd(RunStore store, RunWorker worker, Guid run, CancellationToken cancellation)
    {
        while (true)
        {
            await worker.Work(run, cancellation);
            if (await store.Find(run, cancellation) is not { Run.State: not RunState.Done })
                return;
            await Task.Delay(Glance, cancellation);
        }
    }

    private static IAnsiConsole Messages()
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected)
            console.Profile.Width = Unbroken;
        return console;
    }
}
