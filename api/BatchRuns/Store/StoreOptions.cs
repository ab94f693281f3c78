using System.ComponentModel.DataAnnotations;
using Matcher.Data;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>Where batch runs are kept and for how long. Section "BatchRuns" of the settings.</summary>
internal sealed class StoreOptions
{
    public const string Section = "BatchRuns";

    /// <summary>
    /// The folder that the database is in; it is made if it is not there, for this user alone. Default: "matcher" in the user's data
    /// folder.
    /// </summary>
    public string Folder { get; set; } = AppDataFolder.Path ?? "";

    /// <summary>How long a run that is done is kept before it is erased, 1 hour to 10 years. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How large the database may grow, in bytes, 64 KiB to 16 TiB: what others send must not fill a disk that others need. Default 64 GiB.
    /// </summary>
    [Range(64L * 1024, 16L * 1024 * 1024 * 1024 * 1024)]
    public long MostBytesKept { get; set; } = 64L * 1024 * 1024 * 1024;
}
