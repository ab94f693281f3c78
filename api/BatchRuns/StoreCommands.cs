using System.CommandLine;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.CommandLine;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns;

/// <summary>The commands <c>store backup</c> and <c>store restore</c>.</summary>
internal static class StoreCommands
{
    private static readonly Argument<string> File = new("file") { Description = "The file of the backup." };
    private static readonly Option<string?> State = new("--state")
    {
        Description = "The folder that the service keeps batch runs and keys in. Default: \"matcher\" in your data folder.",
    };

    /// <summary>Makes the command.</summary>
    /// <param name="open">Makes what reads and writes the folder, with settings.</param>
    public static Command Command(Func<string[], IHost> open)
    {
        var backup = new Command("backup", "Copies batch runs and keys to a new file, also while a service works on them.") { File, State };
        backup.SetAction(
            (parsed, cancellation) =>
                Do(open, parsed, store => store.Backup(parsed.GetValue(File)!, cancellation), "It holds waiting lists: keep it as safe as they are.")
        );
        var restore = new Command("restore", "Puts a backup into a folder that has no database.") { File, State };
        restore.SetAction(
            (parsed, cancellation) => Do(open, parsed, store => store.Restore(parsed.GetValue(File)!, cancellation), "Start the service.")
        );
        return new("store", "Backs batch runs and keys up, and restores them.") { backup, restore };
    }

    private static async Task<int> Do(Func<string[], IHost> open, ParseResult parsed, Func<StoreCopy, Task> what, string next)
    {
        try
        {
            using var host = open(parsed.GetValue(State) is { } folder ? [$"--{StoreOptions.Section}:Folder={folder}"] : []);
            await what(ActivatorUtilities.CreateInstance<StoreCopy>(host.Services));
            await Console.Error.WriteLineAsync($"Done. {next}");
            return 0;
        }
        catch (Exception error)
            when (error is InvalidDataException or OptionsValidationException or IOException or UnauthorizedAccessException
                || StoreErrors.Of(error) is not null
            )
        {
            return CommandEnd.Fail(StoreErrors.Of(error) ?? error.Message);
        }
    }
}
