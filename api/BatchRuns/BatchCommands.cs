using System.CommandLine;
using Matcher.Api.BatchRuns.WaitingLists;

namespace Matcher.Api.BatchRuns;

/// <summary>The commands <c>batch run</c> and <c>batch sample</c>.</summary>
internal static class BatchCommands
{
    /// <summary>Makes the command.</summary>
    /// <param name="start">Starts what a run needs, with settings.</param>
    public static Command Command(Func<string[], CancellationToken, Task<IHost>> start) =>
        new("batch", "Ranks whole waiting lists.") { Run(start), SampleList.Command() };

    private static Command Run(Func<string[], CancellationToken, Task<IHost>> start)
    {
        var run = new Command(
            "run",
            "Ranks everybody on a waiting list, and proposes placements if asked. Stopped with Ctrl+C, it goes on where it was when the same command is given again."
        );
        var arguments = new RunArguments(run);
        run.SetAction(
            async (parsed, cancellation) =>
                await arguments.Read(parsed, cancellation) is { } command
                    ? await command.Run(token => start(arguments.ReadSettings(parsed), token), cancellation)
                    : 1
        );
        return run;
    }
}
