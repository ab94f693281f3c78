using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations.Wording;

/// <summary>
/// Who pays: places are free and a bursary can be claimed on completion (evaluation, section 2.2). That independent schools are left out is
/// the programme's rule, not the evaluation's. Independent training providers are a setting of the guidance of 2025, whose funding nobody
/// has published.
/// </summary>
internal static class FundingRules
{
    public static Funding For(Profile profile, About about) =>
        profile.Sector is { } sector ? For(sector, about) : Free("a state-funded school or college", about);

    private static Funding For(Sector sector, About about) =>
        sector switch
        {
            Sector.Independent => new(
                false,
                null,
                0,
                "Places are funded for state-funded schools and colleges only, so an independent school can't take one."
            ),
            Sector.IndependentTrainingProvider => new(
                true,
                null,
                0,
                "Ask the Careers & Enterprise Company, before you apply, whether it funds the place of an independent training provider."
            ),
            Sector.Secondary
            or Sector.SixthFormCollege
            or Sector.FurtherEducation
            or Sector.Special
            or Sector.AlternativeProvision
            or Sector.Utc
            or Sector.Boarding => Free("your school or college", about),
        };

    private static Funding Free(string who, About about)
    {
        var bursary =
            about.BursaryPounds > 0 ? $", which can claim a bursary of {EnglishText.Pounds(about.BursaryPounds)} on completion" : "";
        string[] from =
        [
            .. about.FundingAsOf is { } day ? [$"as of {EnglishText.Day(day)}"] : (string[])[],
            .. about.FundingSource is { } source ? [$"source: {source}"] : (string[])[],
        ];
        return new(
            true,
            0,
            about.BursaryPounds,
            $"The place is free to {who}{bursary}{(from.Length > 0 ? $" ({string.Join("; ", from)})" : "")}."
        );
    }
}
