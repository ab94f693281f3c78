using System.CommandLine;
using Matcher.Api.BatchRuns.Store;

namespace Matcher.Api.BatchRuns;

/// <summary>The commands <c>store backup</c> and <c>store restore</c>.</summary>
internal static class StoreCommands
{
    private static readonly Argument<string> File = new("file") { Description = "The file of the backup." };

    /// <summary>Makes the command.</summary>
    /// <param name="open">Makes what reads and writes the folder, with settings.</param>
    public static Command Command(Func<string[], IHost> open)
    {
        var command = new StoreCommand(open);
        var backup = new Command("backup", "Copies batch runs and keys to a new file, also while a service works on them.")
        {
            File,
            StoreCommand.State,
        };
        backup.SetAction(
            (parsed, cancellation) =>
                command.Do(
                    parsed,
                    services =>
                        Copy(
                            services,
                            "It holds waiting lists: keep it as safe as they are.",
                            store => store.Backup(parsed.GetValue(File)!, cancellation)
                        )
                )
        );
        var restore = new Command("restore", "Puts a backup into a folder that has no database.") { File, StoreCommand.State };
        restore.SetAction(
            (parsed, cancellation) =>
                command.Do(
                    parsed,
                    services => Copy(services, "Start the service.", store => store.Restore(parsed.GetValue(File)!, cancellation))
                )
        );
        return new("store", "Backs batch runs and keys up, and restores them.") { backup, restore };
    }

    private static async Task<int> Copy(IServiceProvider services, string next, Func<StoreCopy, Task> what)
    {
        await what(ActivatorUtilities.CreateInstance<StoreCopy>(services));
        await Console.Error.WriteLineAsync($"Done. {next}");
        return 0;
    }
}
