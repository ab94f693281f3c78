using Matcher.Data.Domain;

namespace Matcher.Api.Catalogues;

/// <summary>The catalogue's words as a person reads them in a table.</summary>
internal static class ComparisonText
{
    public static string Of(ProviderType type) =>
        type switch
        {
            ProviderType.CareersSpecialist => "Careers specialist",
            ProviderType.University => "University",
            ProviderType.LeadershipAndManagement => "Leadership and management specialist",
        };

    public static string Of(Coverage coverage) =>
        coverage switch
        {
            Coverage.Regional => "In and around one region",
            Coverage.National => "Across England",
        };

    public static string Of(Accreditation level) =>
        level switch
        {
            Accreditation.NonAccredited => "Non-accredited",
            Accreditation.Level6 => "Level 6",
            Accreditation.Level7 => "Level 7",
        };

    public static string Of(Delivery delivery) =>
        delivery switch
        {
            Delivery.Blended => "Face to face and online",
            Delivery.FaceToFace => "Face to face",
        };

    public static string Of(Balance balance) =>
        balance switch
        {
            Balance.Practical => "More practical than theoretical",
            Balance.Balanced => "As practical as theoretical",
            Balance.Theoretical => "More theoretical than practical",
        };

    public static string Of(CatchUp catchUp) =>
        catchUp switch
        {
            CatchUp.AnotherCohort => "Caught up with another cohort",
            CatchUp.OneToOne => "Caught up one to one with a tutor",
        };

    public static string Of(IEnumerable<Sector> sectors) => List(sectors.Select(Of));

    public static string Of(IEnumerable<SessionType> types) => List(types.Select(Of));

    private static string Of(Sector sector) =>
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

    private static string Of(SessionType type) =>
        type switch
        {
            SessionType.WeekdayFullDay => "weekday full days",
            SessionType.WeekdayHalfDay => "weekday half days",
            SessionType.TwoDaysBackToBack => "two days back to back",
            SessionType.Twilight => "twilight sessions",
            SessionType.Weekend => "weekend sessions",
            SessionType.Online => "online sessions",
        };

    private static string List(IEnumerable<string> items)
    {
        var list = string.Join(", ", items);
        return list.Length == 0 ? "" : char.ToUpperInvariant(list[0]) + list[1..];
    }
}
