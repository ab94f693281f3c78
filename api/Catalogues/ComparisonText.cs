using Matcher.Api.English;
using Matcher.Data.Domain;

namespace Matcher.Api.Catalogues;

/// <summary>The catalogue's words as a person reads them in a table.</summary>
internal static class ComparisonText
{
    public static string Of(ProviderType type) => Capital(DomainNames.Organisation(type));

    public static string Of(Coverage coverage) =>
        coverage switch
        {
            Coverage.Regional => "In and around one region",
            Coverage.National => "Across England",
        };

    public static string Of(Accreditation level) => DomainNames.Level(level);

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

    public static string Of(IEnumerable<Sector> sectors) => Capital(string.Join(", ", sectors.Select(DomainNames.Setting)));

    public static string Of(IEnumerable<SessionType> types) => Capital(string.Join(", ", types.Select(DomainNames.Sessions)));

    private static string Capital(string text) => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..];
}
