namespace Matcher.Api.Catalogues;

/// <summary>How a changed catalogue is taken up. Section "Catalogue" of the settings.</summary>
internal sealed class CatalogueWatchOptions
{
    public const string Section = "Catalogue";

    /// <summary>How often the folder is looked at; zero: never.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);
}
