using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations;

/// <summary>Who pays: places are free and a bursary can be claimed on completion (evaluation, section 2.2). That independent schools are left out is the programme's rule, not the evaluation's.</summary>
internal static class FundingRules
{
    public static Funding For(Profile profile, About about) => profile.Sector switch
    {
        Sector.Independent => new(false, null, 0, "Places are funded for state-funded schools and colleges only, so an independent school can't take one."),
        null => new(true, 0, about.BursaryPounds, $"The place is free to a state-funded school or college, which can claim a bursary of {Phrases.Pounds(about.BursaryPounds)} on completion."),
        _ => new(true, 0, about.BursaryPounds, $"The place is free to your school or college, which can claim a bursary of {Phrases.Pounds(about.BursaryPounds)} on completion."),
    };
}
