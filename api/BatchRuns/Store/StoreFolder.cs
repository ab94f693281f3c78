using Matcher.Data;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>
/// Whether batch runs can be kept in the folder that the settings name. A service that starts without finds out from the first list that
/// somebody sends.
/// </summary>
internal sealed class StoreFolder : IValidateOptions<StoreOptions>
{
    // What the system says of a full disk: on Unix, on Windows.
    private static readonly int[] Full = [28, unchecked((int)0x80070070)];

    public ValidateOptionsResult Validate(string? name, StoreOptions options)
    {
        if (options.Folder.Length == 0)
        {
            return ValidateOptionsResult.Fail(
                "BatchRuns:Folder names the folder that batch runs are kept in; this user has no data folder to take in its place."
            );
        }
        return Unusable(options.Folder) is { } why
            ? ValidateOptionsResult.Fail(
                $"Batch runs can't be kept in {options.Folder}: {why.TrimEnd('.')}. Set BatchRuns__Folder (for batch run, --state) to a folder that this program may write to."
            )
            : ValidateOptionsResult.Success;
    }

    /// <summary>Makes the folder unless it is there, and tries to write to it.</summary>
    /// <returns>Why it can't be used, in the system's words; null when it can, also when it is only full: runs can be erased.</returns>
    public static string? Unusable(string folder)
    {
        try
        {
            AppDataFolder.Make(folder);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                BufferSize = 0,
                Options = FileOptions.DeleteOnClose,
            };
            using var probe = new FileStream(Path.Combine(folder, $"probe-{Path.GetRandomFileName()}"), options);
            return null;
        }
        catch (IOException error) when (Full.Contains(error.HResult))
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return error.Message;
        }
    }
}
