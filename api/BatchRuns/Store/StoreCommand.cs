using System.CommandLine;
using Matcher.Api.CommandLine;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>What commands have in common that only look into the service's folder.</summary>
/// <param name="open">Makes what reads and writes the folder, with settings.</param>
internal sealed class StoreCommand(Func<string[], IHost> open)
{
    /// <summary>Names the folder.</summary>
    public static Option<string?> State { get; } =
        new("--state")
        {
            Description = "The folder that the service keeps batch runs and keys in. Default: \"matcher\" in your data folder.",
        };

    /// <summary>Does something with the folder; what is wrong with it is said in a sentence.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Do(ParseResult parsed, Func<IServiceProvider, Task<int>> what)
    {
        try
        {
            using var host = open(parsed.GetValue(State) is { } folder ? [$"--{StoreOptions.Section}:Folder={folder}"] : []);
            return await what(host.Services);
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
