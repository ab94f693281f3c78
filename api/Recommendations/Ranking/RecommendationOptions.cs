using System.ComponentModel.DataAnnotations;

namespace Matcher.Api.Recommendations.Ranking;

/// <summary>What an operator may set about recommendations. Section "Recommendations" of the settings.</summary>
internal sealed class RecommendationOptions
{
    public const string Section = "Recommendations";

    /// <summary>
    /// How long it usually takes until an application is sponsored and signed, in whole days, 0 to 365. Default 21. Cohorts that start
    /// sooner are ranked behind the others, unless the person asked for an earlier start, and carry a caution.
    /// </summary>
    [Range(0, 365)]
    public int ApplicationDays { get; set; } = 21;
}
