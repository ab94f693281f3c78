using System.ComponentModel.DataAnnotations;

namespace Matcher.Api.Catalogues;

/// <summary>How a changed catalogue is taken up. Section "Catalogue" of the settings.</summary>
internal sealed class CatalogueWatchOptions
{
    public const string Section = "Catalogue";

    /// <summary>How often the folder is looked at, at most 1 day; zero: never. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);
}
