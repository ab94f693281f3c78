using Matcher.Data.Domain;

namespace Matcher.Api.English;

/// <summary>What the domain's values are called, wherever a person reads them.</summary>
internal static class DomainNames
{
    public static string Level(Accreditation level) =>
        level switch
        {
            Accreditation.NonAccredited => "Non-accredited",
            Accreditation.Level6 => "Level 6",
            Accreditation.Level7 => "Level 7",
        };

    public static string Organisation(ProviderType type) =>
        type switch
        {
            ProviderType.CareersSpecialist => "careers specialist",
            ProviderType.University => "university",
            ProviderType.LeadershipAndManagement => "leadership and management specialist",
        };

    /// <summary>Sessions of a kind.</summary>
    public static string Sessions(SessionType type) =>
        type switch
        {
            SessionType.WeekdayFullDay => "weekday full days",
            SessionType.WeekdayHalfDay => "weekday half days",
            SessionType.TwoDaysBackToBack => "two days back to back",
            SessionType.Twilight => "twilight sessions",
            SessionType.Weekend => "weekend sessions",
            SessionType.Online => "online sessions",
        };

    public static string Setting(Sector sector) =>
        sector switch
        {
            Sector.Secondary => "secondary schools",
            Sector.SixthFormCollege => "sixth form colleges",
            Sector.FurtherEducation => "further education colleges",
            Sector.Special => "special schools",
            Sector.AlternativeProvision => "alternative provision",
            Sector.Utc => "university technical colleges",
            Sector.Boarding => "state boarding schools",
            Sector.Independent => "independent schools",
            Sector.IndependentTrainingProvider => "independent training providers",
        };
}
