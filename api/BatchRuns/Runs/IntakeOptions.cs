using System.ComponentModel.DataAnnotations;
using Matcher.Api.BatchRuns.Store;

namespace Matcher.Api.BatchRuns.Runs;

/// <summary>How much is taken in. Section "BatchRuns" of the settings.</summary>
internal sealed class IntakeOptions
{
    public const string Section = StoreOptions.Section;

    /// <summary>The largest waiting list, in bytes, 1 KiB to 16 GiB. Default 512 MiB: some three million people.</summary>
    [Range(1024L, 16L * 1024 * 1024 * 1024)]
    public long MostBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>The most people who can be placed by one run, 1 to 1,000,000: all their choices are held at once. Default 50,000.</summary>
    [Range(1, 1_000_000)]
    public int MostPlaced { get; set; } = 50_000;
}
